namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>Signals by their numbers.</summary>
internal enum Signal
{
    /// <summary>What Ctrl-C sends.</summary>
    Interrupt = 2,

    /// <summary>The end without a chance to do anything.</summary>
    Kill = 9,

    /// <summary>What a supervisor sends.</summary>
    Terminate = 15,
}
