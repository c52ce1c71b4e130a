namespace AkkaApiBench.Benchmarks.Nab;

/// <summary>What detections are worth: a first detection in a window earns up to 1.</summary>
/// <param name="Name">As the benchmark calls it.</param>
/// <param name="FalsePositive">The most that a detection outside of every window costs.</param>
/// <param name="FalseNegative">What a window without a detection costs.</param>
internal sealed record NabProfile(string Name, double FalsePositive, double FalseNegative)
{
    public static readonly NabProfile Standard = new("standard", 0.11, 1);

    public static readonly IReadOnlyList<NabProfile> All = [Standard, new("reward_low_FP", 0.22, 1), new("reward_low_FN", 0.11, 2)];
}
