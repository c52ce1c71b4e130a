using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>What the API calls units.</summary>
internal static class UnitNames
{
    public static string Name(this Unit unit) => unit switch
    {
        Unit.Time => "ms",
        Unit.PerSecond => "per_second",
        Unit.Share => "share",
        Unit.Usd => "usd",
        _ => "count",
    };
}
