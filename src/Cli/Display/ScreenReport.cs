using Spectre.Console;
using Spectre.Console.Rendering;

namespace AkkaApiBench.Cli.Display;

/// <summary>A report on a terminal.</summary>
internal static class ScreenReport
{
    // A blank on each side of a cell, and one between cells.
    private const int Padding = 3;

    /// <summary>Shows the report; columns that have no room are left out.</summary>
    public static void Show(IAnsiConsole console, Report report)
    {
        console.WriteLine();
        console.Write(new Text(report.Title, new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        console.WriteLine(string.Join(", ", report.Facts));
        foreach (var table in report.Tables)
            Show(console, table);
        if (report.Notes.Count > 0)
        {
            console.WriteLine();
            console.WriteLine("notes");
            var notes = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(1, 0, 1, 0) }).AddColumn(new GridColumn { Padding = new Padding(0) });
            foreach (var note in report.Notes)
                notes.AddRow(new Text("-"), new Text(note));
            console.Write(notes);
        }

        if (report.Headline is { } headline)
        {
            console.WriteLine();
            console.Write(new Text(headline, new Style(Color.Green, decoration: Decoration.Bold)));
            console.WriteLine();
        }
    }

    /// <summary>Shows a table; columns that have no room are left out.</summary>
    public static void Show(IAnsiConsole console, ReportTable table)
    {
        var shown = ColumnsThatFit(table, console.Profile.Width);
        var grid = new Table { Border = TableBorder.Simple };
        foreach (var index in shown)
        {
            var column = table.Columns[index];
            grid.AddColumn(new TableColumn(new Text(Wrap(column.Header, WidthOf(table, index)), new Style(decoration: Decoration.Bold)))
            {
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
                NoWrap = true,
            });
        }

        foreach (var row in table.Rows)
            grid.AddRow(shown.Select(index => (IRenderable)new Text(row[index].Text, StyleOf(row[index].Tone))));

        console.WriteLine();
        console.WriteLine(table.Title);
        console.Write(grid);
        if (table.Footnote is { } footnote)
            console.WriteLine(footnote);
    }

    private static List<int> ColumnsThatFit(ReportTable table, int width)
    {
        var shown = Enumerable.Range(0, table.Columns.Count).ToList();
        while (shown.Sum(index => WidthOf(table, index) + Padding) > width - 1
            && shown.Where(index => table.Columns[index].Rank > 0).OrderByDescending(index => table.Columns[index].Rank).ThenByDescending(index => index).ToList() is [var last, ..])
        {
            shown.Remove(last);
        }

        return shown;
    }

    private static string Wrap(string header, int width)
    {
        var lines = new List<string>();
        foreach (var word in header.Split(' '))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= width)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        }

        return string.Join('\n', lines);
    }

    /// <summary>Headers wrap between words, cells do not.</summary>
    private static int WidthOf(ReportTable table, int index) => Math.Max(
        table.Columns[index].Header.Split(' ').Max(word => word.Length),
        table.Rows.Select(row => row[index].Text.Length).DefaultIfEmpty(0).Max());

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
