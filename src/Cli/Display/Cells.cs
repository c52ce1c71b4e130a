using System.Globalization;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Cli.Display;

/// <summary>What stands in the cells of more than one table.</summary>
internal static class Cells
{
    /// <summary>A time in UTC, to the second.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How bad something is.</summary>
    public static Cell Of(Severity severity) => new(AnomalyNames.Of(severity), severity >= Severity.High ? Tone.Bad : Tone.Plain);
}
