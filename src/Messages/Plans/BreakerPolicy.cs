namespace AkkaApiBench.Messages.Plans;

/// <summary>When a target that keeps failing is left alone for a while.</summary>
/// <param name="FailureShare">The share of failures from which on, 0 to 1.</param>
/// <param name="Window">How many of the latest tries are judged.</param>
/// <param name="MinRequests">How many there must be before any judgement.</param>
/// <param name="OpenFor">For how long nothing is sent; then one try shows whether to go on.</param>
public sealed record BreakerPolicy(double FailureShare, int Window, int MinRequests, TimeSpan OpenFor)
{
    /// <summary>Bears a target that fails often, not one that is dead.</summary>
    public static readonly BreakerPolicy Default = new(0.8, 20, 10, TimeSpan.FromSeconds(1));
}
