namespace AkkaApiBench.Benchmarks.Nab;

/// <summary>What others reached on all 58 files (the benchmark's scoreboard, version 1.1).</summary>
internal static class Published
{
    public static readonly IReadOnlyList<(string Name, IReadOnlyList<double?> Scores)> OnAllFiles =
    [
        ("ARTime", [74.9, 65.1, 80.4]),
        ("Numenta HTM", [70.5, 62.6, 75.2]),
        ("CAD OSE", [69.9, 67.0, 73.2]),
        ("KNN-CAD", [58.0, 43.4, 64.8]),
        ("Random Cut Forest", [51.7, 38.4, 59.7]),
        ("Windowed Gaussian", [39.6, 20.9, 47.4]),
    ];
}
