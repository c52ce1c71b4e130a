namespace AkkaApiBench.Cli.Display;

/// <summary>How a cell is meant.</summary>
internal enum Tone
{
    Plain,
    Good,
    Bad,
}

/// <summary>A cell of a table.</summary>
internal sealed record Cell(string Text, Tone Tone = Tone.Plain);

/// <summary>A column of a table.</summary>
/// <param name="Header">With the unit.</param>
/// <param name="IsNumber">True to align it to the right.</param>
/// <param name="Rank">What is left out first where room is short: the highest rank; 0 never is.</param>
internal sealed record Column(string Header, bool IsNumber = true, int Rank = 0);

/// <summary>A table.</summary>
internal sealed record ReportTable(string Title, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, string? Footnote = null);

/// <summary>What is shown of a result, wherever it is shown.</summary>
/// <param name="Title">A line.</param>
/// <param name="Facts">The run in a few words each.</param>
/// <param name="Headline">Who is best; null where there is nothing to compare.</param>
/// <param name="Tables">The figures.</param>
/// <param name="Notes">What a reader should know, as sentences.</param>
internal sealed record Report(string Title, IReadOnlyList<string> Facts, string? Headline, IReadOnlyList<ReportTable> Tables, IReadOnlyList<string> Notes);
