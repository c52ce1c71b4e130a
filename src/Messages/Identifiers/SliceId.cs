using System.Globalization;

namespace AkkaApiBench.Messages.Identifiers;

/// <summary>Names one tester's share of one test of one target in a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Test">Position of the test in the plan, from 0.</param>
/// <param name="Target">Position of the target in the plan, from 0.</param>
/// <param name="Part">Which share of the test, from 0.</param>
public readonly record struct SliceId(RunId Run, int Test, int Target, int Part)
{
    /// <summary>What a worker must have to be given the slice, as <see cref="Plans.WorkerTag.Join"/> writes it; null when any will do.</summary>
    public string? Placement { get; init; }

    /// <summary>The slice as text that fits an entity identifier and a file name.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Run}.{Test}.{Target}.{Part}");
}
