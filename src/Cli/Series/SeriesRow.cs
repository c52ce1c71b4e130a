namespace AkkaApiBench.Cli.Series;

/// <summary>A line of a series.</summary>
/// <param name="Timestamp">The time as it is written.</param>
/// <param name="Time">The time; UTC where the text names no zone.</param>
/// <param name="Text">The value as it is written.</param>
/// <param name="Value">The value; not a number where there is none.</param>
/// <param name="Count">How many measurements the value stands for; null when the file does not say.</param>
internal sealed record SeriesRow(string Timestamp, DateTimeOffset Time, string Text, double Value, long? Count);
