using System.Globalization;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers;

namespace AkkaApiBench.Node.Worker.Probes;

/// <summary>What probes tell of failed requests.</summary>
internal static class ProbeAnswers
{
    /// <summary>The error of a failed request.</summary>
    public static ErrorAnswer ErrorOf(RequestRecord record) => new(record.Status, record.ErrorCode, record.ErrorType, record.ErrorMessage);

    /// <summary>A failed request in words.</summary>
    public static string Describe(RequestRecord record) => string.Create(CultureInfo.InvariantCulture,
        $"{record.Error?.Name()}{(record.Status == 0 ? "" : $", HTTP {record.Status}")}{(record.ErrorMessage is { } message ? $", {message}" : "")}");
}
