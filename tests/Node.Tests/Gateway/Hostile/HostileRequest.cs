using System.Net.Http.Headers;
using System.Text;

namespace AkkaApiBench.Node.Tests.Gateway.Hostile;

/// <summary>A route with things in it that do not belong there; the same number gives the same request.</summary>
internal sealed record HostileRequest
{
    private static readonly string[] Headers = ["Accept", "Idempotency-Key", "If-Match", "If-None-Match", "Last-Event-ID", "Origin", "X-Forwarded-For", "Range"];
    private static readonly string[] ContentTypes = ["application/json", "application/json", "application/yaml", "text/plain", "multipart/form-data", "application/json; charset=utf-16"];

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Header { get; init; }

    public string? Body { get; init; }

    public required string ContentType { get; init; }

    /// <summary>True when the body is JSON whose root has the field that nothing knows.</summary>
    public bool HasUnknownField { get; init; }

    /// <param name="route">The route.</param>
    /// <param name="known">What there is: identifiers and names.</param>
    /// <param name="random">Decides.</param>
    public static HostileRequest Of(Route route, IReadOnlyList<string> known, Random random)
    {
        var path = string.Concat(route.Template.Split('{').Select((part, index) =>
            index == 0 ? part : Segment(random, known) + part[(part.IndexOf('}', StringComparison.Ordinal) + 1)..]));
        var takesBody = route.Method is "post" or "put" or "patch";
        var isBroken = takesBody && random.Next(4) == 0;
        var document = takesBody && random.Next(10) > 0 ? HostileDocuments.For(route.Template, random).ToJsonString() : null;
        return new HostileRequest
        {
            Method = route.Method.ToUpperInvariant(),
            Path = path + Query(route, known, random),
            Header = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (Headers[random.Next(Headers.Length)], HostileText.InHeader(random)))],
            ContentType = isBroken ? ContentTypes[random.Next(ContentTypes.Length)] : ContentTypes[0],
            Body = document is null ? null : isBroken ? HostileText.Broken(document, random) : document,
            HasUnknownField = document is not null && !isBroken,
        };
    }

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), new Uri(Path, UriKind.Relative));
        foreach (var (name, value) in Header)
            message.Headers.TryAddWithoutValidation(name, value);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        return message;
    }

    private static string Segment(Random random, IReadOnlyList<string> known)
    {
        var text = Value(random, known);
        return text.Trim('.').Length == 0 ? "x" : Escaped(text);
    }

    private static string Query(Route route, IReadOnlyList<string> known, Random random)
    {
        var count = random.Next(4);
        if (count == 0)
            return "";
        return "?" + string.Join('&', Enumerable.Range(0, count).Select(_ =>
        {
            var name = route.Parameters.Count > 0 && random.Next(10) > 0 ? route.Parameters[random.Next(route.Parameters.Count)] : Escaped(HostileText.Any(random));
            return random.Next(20) == 0 ? name + "=%ZZ" : $"{name}={Escaped(Value(random, known))}";
        }));
    }

    private static string Value(Random random, IReadOnlyList<string> known) => random.Next(3) == 0 ? known[random.Next(known.Count)] : HostileText.Any(random);

    /// <summary>As far as it can be: half of a pair of surrogates cannot.</summary>
    private static string Escaped(string text) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    /// <summary>A route of the document.</summary>
    /// <param name="Method">In small letters.</param>
    /// <param name="Template">The path, with what varies in braces.</param>
    /// <param name="Parameters">Those of the query.</param>
    public sealed record Route(string Method, string Template, IReadOnlyList<string> Parameters);
}
