using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Node.Gateway.Page;

/// <summary>
/// A result as one HTML file that opens from disk: charts, definitions, client health and comparisons, with the data in it.
/// The page is the dashboard's, built into this assembly; there is none where it was built without npm.
/// </summary>
public static class ReportPage
{
    /// <summary>What to do where <see cref="Write"/> gives nothing.</summary>
    public const string HowToGetIt = "this apibench was built without npm; install Node.js 20 or later, which brings npm, and build it again";

    private const string Resource = "report.html";

    // Where the result belongs in the page: a JSON text, so that the page is valid without one.
    private const string Place = "\"apibench:result\"";

    private static readonly Lazy<string?> Template = new(Read);

    /// <summary>True where this assembly has the page.</summary>
    public static bool IsThere => Template.Value is not null;

    /// <summary>The file's content; null where this assembly has no page.</summary>
    /// <param name="result">What is shown.</param>
    public static string? Write(RunResult result) => Template.Value?.Replace(Place, Escaped(ResultJson.Write(result)), StringComparison.Ordinal);

    /// <summary>JSON that cannot end the element that it stands in: the character is only found in its strings.</summary>
    private static string Escaped(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    private static string? Read()
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(Resource);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
