using System.Globalization;

namespace AkkaApiBench.Messages.Plans.Traces;

/// <summary>A table with a header, its columns told apart by their names.</summary>
/// <param name="Name">The name in plans.</param>
/// <param name="Time">The column of the time.</param>
/// <param name="Input">The column of the prompt's tokens.</param>
/// <param name="Output">The column of the answer's tokens.</param>
/// <param name="TimeAllowed">What a time looks like.</param>
/// <param name="ParseTime">Reads a time, in milliseconds from anywhere.</param>
internal sealed record CsvTrace(string Name, string Time, string Input, string Output, string TimeAllowed, Func<string, long?> ParseTime) : ITraceFormat
{
    /// <summary>Azure's traces of LLM inference (github.com/Azure/AzurePublicDataset, 2023 and 2024).</summary>
    public static readonly CsvTrace Azure = new("azure", "TIMESTAMP", "ContextTokens", "GeneratedTokens",
        "a time such as 2023-11-16 18:15:46.6805900", ParseDate);

    /// <summary>BurstGPT (github.com/HPMLL/BurstGPT, with and without sessions).</summary>
    public static readonly CsvTrace BurstGpt = new("burstgpt", "Timestamp", "Request tokens", "Response tokens",
        "seconds such as 5 or 5.25", ParseSeconds);

    public string FirstLine => $"a header with the columns {Time}, {Input}, {Output}";

    public ITraceLines? Open(string firstLine)
    {
        var columns = firstLine.Split(',', StringSplitOptions.TrimEntries);
        var lines = new Lines(this, columns.Length, Array.IndexOf(columns, Time), Array.IndexOf(columns, Input), Array.IndexOf(columns, Output));
        return lines.IsComplete ? lines : null;
    }

    private static long? ParseDate(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.ToUnixTimeMilliseconds() is >= 0 and var at
            ? at : null;

    private static long? ParseSeconds(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= TraceRequest.MaxAtMs / 1000
            ? (long)(seconds * 1000) : null;

    private sealed class Lines(CsvTrace format, int columns, int time, int input, int output) : ITraceLines
    {
        public bool IsComplete => time >= 0 && input >= 0 && output >= 0;

        public bool HasHeader => true;

        public TraceRequest Read(string line)
        {
            var fields = line.Split(',', StringSplitOptions.TrimEntries);
            if (fields.Length != columns)
                throw new TraceLineException(null, string.Create(CultureInfo.InvariantCulture, $"{fields.Length} fields"), string.Create(CultureInfo.InvariantCulture, $"{columns} fields, as in the header"));
            return new TraceRequest(
                format.ParseTime(fields[time]) ?? throw new TraceLineException(format.Time, ErrorText.OfText(fields[time]), format.TimeAllowed),
                Tokens(format.Input, fields[input]),
                Tokens(format.Output, fields[output]));
        }

        private static int Tokens(string field, string text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens <= TraceRequest.MaxTokens
                ? tokens : throw new TraceLineException(field, ErrorText.OfText(text), string.Create(CultureInfo.InvariantCulture, $"a whole number from 0 to {TraceRequest.MaxTokens}"));
    }
}
