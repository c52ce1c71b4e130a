using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Page;
using Microsoft.Net.Http.Headers;

namespace AkkaApiBench.Node.Gateway.Results;

/// <summary>A form in which a result can be had.</summary>
/// <param name="Name">The suffix that asks for it.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Write">Writes a result.</param>
/// <param name="AlsoFor">Other types of <c>Accept</c> that ask for it.</param>
internal sealed record ResultFormat(string Name, string MediaType, Func<RunResult, string> Write, params IReadOnlyList<string> AlsoFor)
{
    /// <summary>The form that browsers show: a page with its script in it.</summary>
    public const string Html = "html";

    /// <summary>Every form; the first is what is had without asking.</summary>
    public static readonly IReadOnlyList<ResultFormat> All =
    [
        new("json", "application/json", ResultJson.Write),
        new("csv", "text/csv", CsvReport.Write),
        new("junit", "application/junit+xml", JunitReport.Write, "application/xml", "text/xml"),
        // As far as the page is part of the build.
        .. ReportPage.IsThere ? [new ResultFormat(Html, "text/html", result => ReportPage.Write(result)!)] : Array.Empty<ResultFormat>(),
    ];

    /// <summary>The form with a name; null when there is none.</summary>
    public static ResultFormat? Named(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>The form that <c>Accept</c> likes best; null when there is none that it takes.</summary>
    public static ResultFormat? AcceptedBy(IList<MediaTypeHeaderValue> accept) => accept.Count == 0 ? All[0]
        : accept.Where(range => range.Quality is not 0)
            .OrderByDescending(range => range, Comparer<MediaTypeHeaderValue>.Create(MediaTypeHeaderValueComparer.QualityComparer.Compare))
            .Select(range => All.FirstOrDefault(format => format.TypesOf().Any(type => type.IsSubsetOf(range))))
            .FirstOrDefault(format => format is not null);

    private IEnumerable<MediaTypeHeaderValue> TypesOf() => AlsoFor.Prepend(MediaType).Select(type => new MediaTypeHeaderValue(type));
}
