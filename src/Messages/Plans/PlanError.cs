namespace AkkaApiBench.Messages.Plans;

/// <summary>One thing wrong with a plan.</summary>
/// <param name="Path">Where, such as <c>tests[1].load.rate</c>.</param>
/// <param name="Value">What stands there; hidden where it may be a secret.</param>
/// <param name="Allowed">What may stand there.</param>
public sealed record PlanError(string Path, string Value, string Allowed)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Value} is not allowed; allowed: {Allowed}";
}

/// <summary>A plan, or everything that is wrong with it.</summary>
/// <param name="Plan">The plan; null when there are errors.</param>
/// <param name="Errors">All errors at once; empty when there is a plan.</param>
public sealed record PlanReading(Plan? Plan, IReadOnlyList<PlanError> Errors);
