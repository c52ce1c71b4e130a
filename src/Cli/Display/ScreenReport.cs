using Spectre.Console;
using Spectre.Console.Rendering;

namespace AkkaApiBench.Cli.Display;

/// <summary>A report on a terminal.</summary>
internal static class ScreenReport
{
    private const int Padding = 2;

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

    private static void Show(IAnsiConsole console, ReportTable table)
    {
        var shown = ColumnsThatFit(table, console.Profile.Width);
        var grid = new Table { Border = TableBorder.Simple, ShowRowSeparators = false };
        foreach (var index in shown)
        {
            var column = table.Columns[index];
            grid.AddColumn(new TableColumn(new Text(column.Header, new Style(decoration: Decoration.Bold)))
            {
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
                NoWrap = index == 0,
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
        while (shown.Sum(index => WidthOf(table, index) + Padding) > width - Padding
            && shown.Where(index => table.Columns[index].Rank > 0).OrderByDescending(index => table.Columns[index].Rank).ThenByDescending(index => index).ToList() is [var last, ..])
        {
            shown.Remove(last);
        }

        return shown;
    }

    /// <summary>Headers may wrap between words, cells should not.</summary>
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
