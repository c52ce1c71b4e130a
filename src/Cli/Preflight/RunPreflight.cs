using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Preflight;

/// <summary>Finds out before anything is started whether a run in this process can work at all.</summary>
/// <param name="surroundings">Where keys are looked up.</param>
/// <param name="reachability">Asks the targets.</param>
internal sealed class RunPreflight(Surroundings surroundings, IReachability reachability)
{
    /// <summary>Checks every target of a plan.</summary>
    /// <exception cref="CliException">A key cannot be had (2), or a target not be reached (3); names every one.</exception>
    public async Task CheckAsync(Plan plan, CancellationToken cancellation)
    {
        var keys = plan.Targets.SelectMany(target => target.Keys.Select(key => KeyProblem(target, key))).OfType<string>().ToList();
        if (keys.Count > 0)
            throw CliException.Usage(keys);

        var problems = await Task.WhenAll(plan.Targets.Select(async target =>
            await reachability.WhyUnreachableAsync(target, cancellation) is { } reason
                ? $"could not reach target '{target.Name}' at {target.BaseUrl}: {reason}" : null));
        if (problems.OfType<string>().ToList() is { Count: > 0 } unreachable)
            throw new CliException(ExitCode.Unreachable, unreachable);
    }

    private string? KeyProblem(Target target, KeyReference key)
    {
        var (reason, remedy) = key switch
        {
            { Variable: { } name } => (surroundings.HasVariable(name) ? null : "this environment variable is not set", $"set {name}"),
            { File: { } path } => (WhyUnreadable(path), "write the key into this file"),
            _ => (null, ""),
        };
        return reason is null ? null
            : $"target '{target.Name}': api_key {key}: {reason}; {remedy}, or give another reference (in the plan as api_key, or with --api-key): {KeyReference.Allowed}";
    }

    private string? WhyUnreadable(string path)
    {
        try
        {
            using var stream = File.OpenRead(surroundings.PathOf(path));
            return stream.ReadByte() < 0 ? "this file is empty" : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error is FileNotFoundException or DirectoryNotFoundException ? "this file does not exist" : "this file cannot be read";
        }
    }
}
