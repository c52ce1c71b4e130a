using System.Globalization;

namespace AkkaApiBench.Messages.Plans.Traces;

/// <summary>Reads recorded traces.</summary>
internal static class TraceReader
{
    private const int MostErrors = 10;

    /// <summary>Every format.</summary>
    private static readonly ITraceFormat[] Formats = [CsvTrace.Azure, CsvTrace.BurstGpt, MooncakeTrace.Instance];

    /// <summary>The names of the formats.</summary>
    public static string Names => string.Join(", ", Formats.Select(format => format.Name));

    /// <summary>True when there is a format of that name.</summary>
    public static bool IsFormat(string name) => Formats.Any(format => format.Name == name);

    /// <summary>Reads up to the first <paramref name="most"/> requests.</summary>
    /// <param name="text">The file.</param>
    /// <param name="format">The format's name; null to tell it by the first line.</param>
    /// <param name="most">Where to stop; null to refuse a trace that is longer than any may be.</param>
    public static TraceReading Read(TextReader text, string? format, int? most)
    {
        var (requests, errors) = (new List<TraceRequest>(), new List<TraceError>());
        var candidates = Formats.Where(known => format is null || known.Name == format).ToList();
        ITraceLines? lines = null;
        var number = 0;
        while (text.ReadLine() is { } line && errors.Count < MostErrors && requests.Count != most)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (lines is null)
            {
                lines = candidates.Select(candidate => candidate.Open(line)).FirstOrDefault(opened => opened is not null);
                if (lines is null)
                {
                    errors.Add(new TraceError(number, null, ErrorText.OfText(line),
                        string.Join("; or ", candidates.Select(candidate => $"{candidate.FirstLine} ({candidate.Name})"))));
                    break;
                }

                if (lines.HasHeader)
                    continue;
            }

            if (requests.Count == TraceLoad.MaxRequests)
            {
                errors.Add(new TraceError(number, null, "one more request", string.Create(CultureInfo.InvariantCulture,
                    $"at most {TraceLoad.MaxRequests} requests; take the first ones with max_requests")));
                break;
            }

            try
            {
                requests.Add(lines.Read(line));
            }
            catch (TraceLineException wrong)
            {
                errors.Add(wrong.At(number));
            }
        }

        if (requests.Count == 0 && errors.Count == 0)
            errors.Add(new TraceError(Math.Max(1, number), null, "the end of the file", "at least one request"));
        return new TraceReading([.. requests], errors);
    }
}
