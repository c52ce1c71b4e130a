using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Gateway;

/// <summary>There was no answer, or none that a gateway gives.</summary>
internal sealed class GatewayUnreachableException(Uri address, string reason, Exception? cause = null)
    : Exception($"could not reach the gateway at {address}: {reason}", cause);

/// <summary>The gateway refused.</summary>
internal sealed class GatewayProblemException(ProblemView problem) : Exception(problem.Detail ?? problem.Title)
{
    /// <summary>What it said.</summary>
    public ProblemView Problem => problem;

    /// <summary>The same as one line an error.</summary>
    public IReadOnlyList<string> Lines => problem.Errors is { Count: > 0 } errors
        ? [.. errors.Select(error => error.ToString())]
        : [problem.Detail is null ? $"the gateway refused: {problem.Title} ({problem.Status})" : $"the gateway refused: {problem.Title}: {problem.Detail}"];
}
