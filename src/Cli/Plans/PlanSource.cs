using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;
using YamlDotNet.Core;

namespace AkkaApiBench.Cli.Plans;

/// <summary>A plan that is valid, and the tree that a gateway takes.</summary>
internal sealed record PlanRequest(JsonObject Tree, Plan Plan);

/// <summary>Where a plan comes from: a file, flags, or a file and the flags that replace some of its fields.</summary>
/// <param name="file">The file as the user named it; null without.</param>
/// <param name="flags">The flags given.</param>
/// <param name="catalog">The providers known.</param>
internal sealed class PlanSource(string? file, GivenFlags flags, IProviderCatalog catalog)
{
    /// <summary>How to tell errors of this plan.</summary>
    public PlanErrors Errors { get; } = new(file, flags);

    /// <summary>Reads and judges the plan.</summary>
    /// <param name="pathOf">Makes the file's path absolute.</param>
    /// <exception cref="CliException">The file or the plan is not usable; names every error at once.</exception>
    public PlanRequest Read(Func<string, string> pathOf)
    {
        var (request, errors) = Judge(pathOf);
        return request ?? throw CliException.Usage(Errors.Lines(errors));
    }

    /// <summary>Reads and judges the plan; without a request, everything that is wrong with it.</summary>
    /// <param name="pathOf">Makes the file's path absolute.</param>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public (PlanRequest? Request, IReadOnlyList<PlanError> Errors) Judge(Func<string, string> pathOf)
    {
        var text = file is null ? null : TextOf(file, pathOf(file));
        if ((text is null ? PlanTree.Of(null, flags) : TreeOf(text)) is not { } tree)
            return (null, PlanReader.FromYaml(text!, catalog).Errors);

        List<PlanError> inFiles =
        [
            .. new TraceFiles(name => pathOf(PlaceOf(name, PlanFlag.Test))).Embed(tree),
            .. new DatasetFile(name => pathOf(PlaceOf(name, PlanFlag.Dataset))).Embed(tree),
        ];
        var reading = PlanReader.FromTree(tree, catalog);
        List<PlanError> errors = [.. inFiles, .. reading.Errors.Where(error => inFiles.All(other => other.Path != error.Path))];
        return reading.Plan is { } plan && errors.Count == 0 ? (new PlanRequest(tree, plan), []) : (null, errors);
    }

    /// <summary>What a plan's file names stands beside it; what a flag names does not.</summary>
    private string PlaceOf(string name, PlanFlag flag) =>
        file is null || flags.Has(flag) ? name : Path.Combine(Path.GetDirectoryName(file) ?? "", name);

    /// <summary>The fields of a text; null when it is not YAML, or a field stands twice: the plan reader says where.</summary>
    private JsonObject? TreeOf(string text)
    {
        try
        {
            return YamlTree.Parse(text) is JsonObject fields ? PlanTree.Of(fields, flags) : null;
        }
        catch (Exception error) when (error is YamlException or ArgumentException)
        {
            return null;
        }
    }

    private static string TextOf(string name, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CliException.Usage($"PLAN: there is no file '{name}' (looked at {path})");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"PLAN: '{name}' cannot be read: {error.Message}");
        }
    }
}
