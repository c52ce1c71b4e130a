using System.Text.Json.Nodes;

namespace AkkaApiBench.Common;

/// <summary>What apibench wrote down of one request; times in seconds.</summary>
/// <param name="Id">The server's identifier.</param>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="Values">The record.</param>
public sealed record RecordedRequest(string? Id, DateTimeOffset StartedAt, JsonNode Values)
{
    /// <summary>A time of the record; null when it has none.</summary>
    public double? Seconds(string field) => Values[field]?.GetValue<double>() / 1000;

    /// <summary>When each content event arrived, after sending.</summary>
    public IReadOnlyList<double> TokenTimes => Values["token_times_us"] is JsonArray times ? [.. times.Select(time => time!.GetValue<long>() / 1e6)] : [];

    /// <summary>The requests of a run that were answered, in the order of sending.</summary>
    public static IReadOnlyList<RecordedRequest> ReadAnswered(string outputDirectory) =>
    [
        .. File.ReadLines(Path.Combine(outputDirectory, "requests.jsonl")).Select(line => JsonNode.Parse(line)!)
            .Where(record => record["ok"]!.GetValue<bool>())
            .Select(record => new RecordedRequest(record["request_id"]?.GetValue<string>(), record["started_at"]!.GetValue<DateTimeOffset>(), record))
            .OrderBy(record => record.StartedAt),
    ];
}
