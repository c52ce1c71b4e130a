using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Plans.Traces;

namespace AkkaApiBench.Cli.Plans;

/// <summary>Puts the requests of recorded traces into a plan in place of the names of their files: a gateway reads no files.</summary>
/// <param name="pathOf">Makes a file's path absolute.</param>
internal sealed class TraceFiles(Func<string, string> pathOf)
{
    private readonly List<PlanError> _errors = [];

    /// <summary>Replaces <c>file</c> and <c>format</c> by <c>requests</c> in every load of <paramref name="plan"/>.</summary>
    /// <returns>What is wrong with the files; what the plan has wrong besides is left to its reader.</returns>
    public IReadOnlyList<PlanError> Embed(JsonObject plan)
    {
        if (plan["tests"] is not JsonArray tests)
            return _errors;
        for (var i = 0; i < tests.Count; i++)
        {
            var path = FormattableString.Invariant($"tests[{i}]");
            if (tests[i] is JsonObject test)
                Embed(test["load"] as JsonObject ?? test, test["load"] is JsonObject ? $"{path}.load" : path, test["load"] is JsonObject ? "model" : "load");
        }

        return _errors;
    }

    private void Embed(JsonObject load, string path, string modelField)
    {
        if (TextOf(load[modelField]) is { } model && model != "trace")
            return;
        if (TextOf(load["file"]) is not { } file)
            return;

        if (load["requests"] is not null)
        {
            _errors.Add(new PlanError($"{path}.requests", "this field", "file or requests, not both"));
            return;
        }

        var format = TextOf(load["format"]);
        if (load["format"] is not null && (format is null || !TraceReader.IsFormat(format)))
        {
            _errors.Add(new PlanError($"{path}.format", ErrorText.Of(load["format"]), TraceReader.Names));
            return;
        }

        if (Read(file, $"{path}.file", format, CountOf(load["max_requests"])) is not { IsEmpty: false } requests)
            return;
        load.Remove("file");
        load.Remove("format");
        load["requests"] = new JsonArray([.. requests.Select(NodeOf)]);
    }

    private static JsonArray NodeOf(TraceRequest request) => request.Blocks.IsEmpty
        ? new JsonArray(request.AtMs, request.InputTokens, request.OutputTokens)
        : new JsonArray(request.AtMs, request.InputTokens, request.OutputTokens, new JsonArray([.. request.Blocks.Select(block => JsonValue.Create(block))]));

    /// <summary>The requests of a file; none when there are errors.</summary>
    private ImmutableArray<TraceRequest> Read(string file, string path, string? format, int? most)
    {
        var place = pathOf(file);
        try
        {
            using var text = new StreamReader(place);
            var reading = TraceReader.Read(text, format, most);
            _errors.AddRange(reading.Errors.Select(error => new PlanError(path,
                FormattableString.Invariant($"'{file}' line {error.Line}{(error.Field is { } field ? $", {field}" : "")}: {error.Value}"), error.Allowed)));
            return reading.Errors.Count == 0 ? reading.Requests : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _errors.Add(new PlanError(path, $"'{file}'", $"a file that can be read (looked at {place}: {error.Message})"));
            return [];
        }
    }

    private static string? TextOf(JsonNode? node) => node?.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() : null;

    private static int? CountOf(JsonNode? node) =>
        int.TryParse(node?.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= TraceLoad.MaxRequests ? count : null;
}
