namespace AkkaApiBench.Benchmarks.Nab;

/// <summary>
/// A corpus scored by the rules of the Numenta Anomaly Benchmark (A. Lavin, S. Ahmad, "Evaluating Real-time Anomaly Detection
/// Algorithms", ICMLA 2015): one threshold for all files; 0 for no detection at all, 100 for the first row of each window and no other.
/// </summary>
/// <param name="Value">The score, at most 100.</param>
/// <param name="Threshold">A row is detected when its score is at least this.</param>
internal sealed record NabScore(double Value, double Threshold)
{
    /// <summary>The score with the threshold that is best for the whole corpus.</summary>
    public static NabScore Best(IReadOnlyList<NabFile> files, NabProfile profile)
    {
        var rows = files.SelectMany((file, number) => file.Rows.Select(row => (row.Score, row.Worth, row.Window, File: number)))
            .OrderByDescending(row => row.Score).ToList();
        var earned = files.Select(file => new double?[file.Windows]).ToArray();
        var (best, threshold) = (0d, double.PositiveInfinity);
        var gain = 0d;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.Window < 0)
            {
                gain += profile.FalsePositive * row.Worth;
            }
            else
            {
                ref var sofar = ref earned[row.File][row.Window];
                if (sofar is null)
                    gain += profile.FalseNegative + row.Worth;
                else if (row.Worth > sofar)
                    gain += row.Worth - sofar.Value;
                sofar = Math.Max(sofar ?? double.NegativeInfinity, row.Worth);
            }

            var isLastOfEquals = i == rows.Count - 1 || rows[i + 1].Score < row.Score;
            if (isLastOfEquals && gain > best)
                (best, threshold) = (gain, row.Score);
        }

        return new NabScore(Scale(best, files, profile), threshold);
    }

    /// <summary>The score with a threshold that is given.</summary>
    public static double At(double threshold, IReadOnlyList<NabFile> files, NabProfile profile) =>
        Scale(Gain(files, threshold, profile), files, profile);

    /// <summary>What the detections in files are worth above none at all.</summary>
    public static double Gain(IEnumerable<NabFile> files, double threshold, NabProfile profile) => files.Sum(file => GainOf(file, threshold, profile));

    /// <summary>What the detections in a file are worth above none at all.</summary>
    public static double GainOf(NabFile file, double threshold, NabProfile profile)
    {
        var detected = file.Rows.Where(row => row.Score >= threshold).ToList();
        return detected.Where(row => row.Window >= 0).GroupBy(row => row.Window).Sum(window => profile.FalseNegative + window.Max(row => row.Worth))
            + profile.FalsePositive * detected.Where(row => row.Window < 0).Sum(row => row.Worth);
    }

    private static double Scale(double gain, IReadOnlyList<NabFile> files, NabProfile profile) =>
        files.Sum(file => file.Windows) is var windows and > 0 ? 100 * gain / (windows * (1 + profile.FalseNegative)) : 0;
}
