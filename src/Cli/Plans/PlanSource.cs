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
        var tree = PlanTree.Of(file is null ? null : ReadFile(file, pathOf(file)), flags);
        var reading = PlanReader.FromTree(tree, catalog);
        return reading.Plan is { } plan ? new PlanRequest(tree, plan) : throw CliException.Usage(Errors.Lines(reading.Errors));
    }

    private JsonObject ReadFile(string name, string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return TreeOf(text) as JsonObject ?? throw CliException.Usage(Errors.Lines(PlanReader.FromYaml(text, catalog).Errors));
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

    /// <summary>The tree of a text; null when the text is not YAML, which the plan reader then explains.</summary>
    internal static JsonNode? TreeOf(string text)
    {
        try
        {
            return YamlTree.Parse(text);
        }
        catch (Exception error) when (error is YamlException or ArgumentException)
        {
            return null;
        }
    }
}
