using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Gateway;

/// <summary>The fields of a small JSON body.</summary>
internal static class RequestFields
{
    private const int MostBytes = 64 * 1024;
    private const int LongestName = 100;

    /// <summary>Reads a body; unknown fields are refused. An empty one has no fields.</summary>
    /// <param name="request">What has the body.</param>
    /// <param name="read">Reads the fields, and notes what is wrong with them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What was read, or what is wrong.</returns>
    public static async Task<(T? Read, IResult? Problem)> ReadAsync<T>(HttpRequest request, Func<FieldReader, List<PlanError>, T> read, CancellationToken cancellation)
        where T : class
    {
        var buffer = new char[MostBytes + 1];
        using var reader = new StreamReader(request.Body);
        var length = await reader.ReadBlockAsync(buffer, cancellation);
        if (length > MostBytes)
            return (null, Problems.TooLarge("the body", MostBytes));
        try
        {
            if ((length == 0 ? new JsonObject() : JsonNode.Parse(new string(buffer, 0, length))) is JsonObject tree)
            {
                // The parser is lazy: this finds fields that stand twice.
                _ = tree.Count;
                List<PlanError> errors = [];
                var fields = new FieldReader(tree, "", errors);
                var made = read(fields, errors);
                fields.RefuseUnknown();
                return errors.Count == 0 ? (made, null) : (null, Problems.InvalidFields(errors));
            }
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // What JSON's parser says quotes the text, which may be a key.
        }

        return (null, Problems.BadRequest("the body: this text is not allowed; allowed: one JSON object, each field once"));
    }

    /// <summary>Who asks: whom the gateway knows, else who the body says.</summary>
    public static string CallerOf(HttpContext http, FieldReader fields, string field)
    {
        var said = fields.Text(field, "1 to 100 characters", text => text.Length is > 0 and <= LongestName);
        return http.User.Identity?.Name is { Length: > 0 } name ? name[..Math.Min(name.Length, LongestName)] : said ?? "anonymous";
    }
}
