using System.Globalization;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>What decides over chance in the long tests: the variable <c>SOAK_SEED</c>, to repeat what was seen, or the clock.</summary>
internal static class SoakSeed
{
    public static int Value { get; } = Environment.GetEnvironmentVariable("SOAK_SEED") is { Length: > 0 } given
        ? int.Parse(given, CultureInfo.InvariantCulture)
        : Environment.TickCount & 0xFFFF;
}
