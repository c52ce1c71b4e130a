using System.Text;

namespace AkkaApiBench.Cli.Display;

/// <summary>A report as Markdown that fits a comment on a pull request.</summary>
internal static class MarkdownReport
{
    /// <summary>Code forges take comments of 65,536 characters.</summary>
    private const int Longest = 60_000;

    /// <summary>Writes the report; one that is too long is cut between lines, and says so.</summary>
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        text.Append("## ").AppendLine(Escape(report.Title)).AppendLine();
        text.AppendLine(string.Join(" · ", report.Facts.Select(Escape))).AppendLine();
        if (report.Headline is { } headline)
            text.Append("**").Append(Escape(headline)).AppendLine("**").AppendLine();
        foreach (var table in report.Tables)
            Write(text, table);
        if (report.Notes.Count > 0)
        {
            text.AppendLine("### notes").AppendLine();
            foreach (var note in report.Notes)
                text.Append("- ").AppendLine(Escape(note));
        }

        return Cut(text.ToString().ReplaceLineEndings("\n"));
    }

    private static void Write(StringBuilder text, ReportTable table)
    {
        text.Append("### ").AppendLine(Escape(table.Title)).AppendLine();
        text.AppendLine(Row(table.Columns.Select(column => column.Header)));
        text.AppendLine(Row(table.Columns.Select(column => column.IsNumber ? "---:" : "---"), escape: false));
        foreach (var row in table.Rows)
            text.AppendLine(Row(row.Select(cell => cell.Text)));
        text.AppendLine();
        if (table.Footnote is { } footnote)
            text.AppendLine(Escape(footnote)).AppendLine();
    }

    private static string Row(IEnumerable<string> cells, bool escape = true) =>
        $"| {string.Join(" | ", cells.Select(cell => escape ? Escape(cell) : cell))} |";

    /// <summary>Names come from plans: nothing in them may be taken for Markdown or HTML.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '#' or '~')
                escaped.Append('\\');
            escaped.Append(c switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '@' => "&#64;", '\r' or '\n' => " ", _ => c.ToString() });
        }

        return escaped.ToString();
    }

    private static string Cut(string text)
    {
        if (text.Length <= Longest)
            return text;
        var end = text.LastIndexOf('\n', Longest);
        return $"{text[..end]}\n\n_Shortened: everything is in result.json._\n";
    }
}
