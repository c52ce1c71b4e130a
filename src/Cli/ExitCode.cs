namespace AkkaApiBench.Cli;

/// <summary>What the process says to its caller.</summary>
internal enum ExitCode
{
    /// <summary>Done. A budget that was used up is no failure.</summary>
    Done = 0,

    /// <summary>The run failed, or not one request succeeded.</summary>
    Failed = 1,

    /// <summary>Wrong usage, or a plan that is not valid.</summary>
    Usage = 2,

    /// <summary>The gateway or a target could not be reached.</summary>
    Unreachable = 3,

    /// <summary>All was done, and a threshold was not met or a regression was found.</summary>
    ThresholdNotMet = 99,

    /// <summary>Stopped by Ctrl-C or SIGTERM.</summary>
    Interrupted = 130,
}

/// <summary>The exit codes as <c>--help</c> tells them.</summary>
internal static class ExitCodes
{
    public const string Help = """
        Exit codes: 0 done (a used-up budget is noted, and no failure); 1 the run failed, or no request succeeded;
        2 wrong usage or an invalid plan; 3 the gateway or a target could not be reached; 99 a threshold was not met;
        130 interrupted, with the results so far saved.
        """;
}
