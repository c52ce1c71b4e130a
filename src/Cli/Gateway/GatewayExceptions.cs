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
    public IReadOnlyList<string> Lines => WhatToDo is { } advice ? [Refusal, advice] : problem.Errors is { Count: > 0 } errors
        ? [.. errors.Select(error => error.ToString())]
        : [Refusal];

    private string Refusal => problem.Detail is null ? $"the gateway refused: {problem.Title} ({problem.Status})" : $"the gateway refused: {problem.Title}: {problem.Detail}";

    private string? WhatToDo => problem.Status switch
    {
        401 => "give the key with --gateway-key env:NAME or --gateway-key file:PATH, or set APIBENCH_GATEWAY_KEY to it",
        403 => "use a key with a higher role, or ask an administrator for one",
        _ => null,
    };
}
