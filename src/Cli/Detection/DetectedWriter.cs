using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Cli.Detection;

/// <summary>Writes what was detected.</summary>
internal static class DetectedWriter
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Writes a line a row, or all as JSON.</summary>
    public static void Write(TextWriter writer, DetectedSeries series, string file, bool isJson)
    {
        if (isJson)
            WriteJson(writer, series, file);
        else
            WriteLines(writer, series);
    }

    /// <summary>What happened, in lines for people.</summary>
    public static string Summarize(DetectedSeries series) => string.Join(Environment.NewLine,
    [
        string.Create(CultureInfo.InvariantCulture, $"{series.Rows.Count} points, {series.Incidents.Count} incidents"),
        .. series.Incidents.Select(incident => string.Create(CultureInfo.InvariantCulture,
            $"  {Text(incident.Start)} to {(incident.End is { } end ? Text(end) : "the last point")}: {AnomalyNames.Of(incident.Severity)} {AnomalyNames.Of(incident.Kind)}, {incident.PeakValue:G6} where {incident.Expected:G6} was expected, confidence {incident.Confidence:0.00}")),
    ]);

    private static void WriteLines(TextWriter writer, DetectedSeries series)
    {
        writer.WriteLine("timestamp,value,anomaly_score,is_anomaly,kind,severity,confidence");
        foreach (var (row, verdict) in series.Rows)
        {
            var incident = verdict.IsAnomaly ? verdict.Incident : null;
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Timestamp},{row.Text},{verdict.Score:G9},{(verdict.IsAnomaly ? "true" : "false")},{(incident is null ? ",," : $"{AnomalyNames.Of(incident.Kind)},{AnomalyNames.Of(incident.Severity)},{incident.Confidence.ToString("0.####", CultureInfo.InvariantCulture)}")}"));
        }
    }

    private static void WriteJson(TextWriter writer, DetectedSeries series, string file) => writer.WriteLine(JsonSerializer.Serialize(
        new
        {
            Schema = "apibench.detection/1",
            File = file,
            Incidents = series.Incidents.Select(incident => new
            {
                Kind = AnomalyNames.Of(incident.Kind),
                Severity = AnomalyNames.Of(incident.Severity),
                incident.Confidence,
                incident.Start,
                incident.Peak,
                incident.End,
                incident.PeakValue,
                incident.Expected,
            }),
            Points = series.Rows.Select(row => new
            {
                row.Row.Timestamp,
                Value = double.IsFinite(row.Row.Value) ? row.Row.Value : (double?)null,
                AnomalyScore = row.Verdict.Score,
                row.Verdict.IsAnomaly,
                row.Verdict.FalseAlarmProbability,
            }),
        }, Json));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
