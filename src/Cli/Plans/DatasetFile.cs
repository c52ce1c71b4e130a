using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Plans.Datasets;

namespace AkkaApiBench.Cli.Plans;

/// <summary>Puts the conversations of a data set into a plan in place of the name of its file: a gateway reads no files.</summary>
/// <param name="pathOf">Makes a file's path absolute.</param>
internal sealed class DatasetFile(Func<string, string> pathOf)
{
    private const string Path = "workload.dataset";

    private readonly List<PlanError> _errors = [];

    /// <summary>Replaces <c>workload.dataset</c> by <c>workload.conversations</c>.</summary>
    /// <returns>What is wrong with the data set; what the plan has wrong besides is left to its reader.</returns>
    public IReadOnlyList<PlanError> Embed(JsonObject plan)
    {
        if (plan["workload"] is not JsonObject workload || workload["dataset"] is not { } dataset || workload["conversations"] is not null)
            return _errors;
        if (dataset is not JsonObject tree)
            return [new PlanError(Path, ErrorText.Of(dataset), "{ path, format, sample, seed }")];

        // Without it the plan's reader says nothing more of it.
        workload.Remove("dataset");
        var fields = new FieldReader(tree, Path, _errors);
        var file = fields.Text("path", "the path of a file", text => text.Length > 0, required: true);
        var format = fields.Text("format", DatasetReader.Names, text => DatasetReader.Names.Split(", ").Contains(text)) ?? "auto";
        var sample = (int?)fields.Whole("sample", 1, ConversationPacking.Most);
        var seed = fields.Whole("seed", 0, long.MaxValue) ?? 0;
        fields.RefuseUnknown();
        if (file is null || _errors.Count > 0 || Read(file, new DatasetReader(format, TurnsOf(workload)), sample, seed) is not { IsEmpty: false } conversations)
            return _errors;

        workload["conversations"] = new JsonArray([.. conversations.Select(TreeOf)]);
        return _errors;
    }

    private ImmutableArray<Conversation> Read(string file, DatasetReader reader, int? sample, long seed)
    {
        var place = pathOf(file);
        try
        {
            using var text = new StreamReader(place);
            var reading = reader.Read(text, sample, seed);
            _errors.AddRange(reading.Errors.Select(error => new PlanError($"{Path}.path",
                string.Create(CultureInfo.InvariantCulture, $"'{file}' conversation {error.Record}: {error.Value}"), error.Allowed)));
            return reading.Errors.Count == 0 ? reading.Conversations : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _errors.Add(new PlanError($"{Path}.path", $"'{file}'", $"a file that can be read (looked at {place}: {error.Message})"));
            return [];
        }
    }

    /// <summary>How many turns are of use; null without. What is no number is left to the plan's reader.</summary>
    private static int? TurnsOf(JsonObject workload) => workload["turns"] is not JsonObject turns ? null
        : int.TryParse(turns["max"]?.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0 ? most : int.MaxValue;

    private static JsonArray TreeOf(Conversation conversation) =>
        new([.. conversation.Messages.Select(message => new JsonObject { ["role"] = message.Role, ["content"] = message.Content })]);
}
