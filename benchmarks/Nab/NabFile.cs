namespace AkkaApiBench.Benchmarks.Nab;

/// <summary>A row that counts: it comes after the probation.</summary>
/// <param name="Score">What the detector gave.</param>
/// <param name="Worth">In a window what a first detection here earns, 1 at the left edge; outside what a detection costs, from −1 to 0, by the distance after the last window.</param>
/// <param name="Window">The window's number in the file; −1 outside.</param>
internal readonly record struct NabRow(double Score, double Worth, int Window);

/// <summary>The rows of a file, with what a detection at each would be worth.</summary>
internal sealed class NabFile
{
    private const double ProbationShare = 0.15;
    private const int LongestFile = 5000;

    /// <param name="name">The file.</param>
    /// <param name="scores">The detector's score of each row.</param>
    /// <param name="windows">First and last row of each labelled window, in order.</param>
    public NabFile(string name, IReadOnlyList<double> scores, IReadOnlyList<(int First, int Last)> windows)
    {
        Name = name;
        Windows = windows.Count;
        var probation = Probation(scores.Count);
        var rows = new List<NabRow>(scores.Count);
        var next = 0;
        for (var i = 0; i < scores.Count; i++)
        {
            while (next < windows.Count && i > windows[next].Last)
                next++;
            if (i < probation)
                continue;
            var isInside = next < windows.Count && i >= windows[next].First;
            rows.Add(new NabRow(scores[i], isInside ? Gain(windows[next], i) : Loss(next == 0 ? null : windows[next - 1], i), isInside ? next : -1));
        }

        Rows = rows;
    }

    public string Name { get; }

    /// <summary>How many windows are labelled.</summary>
    public int Windows { get; }

    public IReadOnlyList<NabRow> Rows { get; }

    /// <summary>How many rows at the start are not scored.</summary>
    public static int Probation(int rows) => (int)Math.Min(Math.Floor(ProbationShare * rows), ProbationShare * LongestFile);

    /// <summary>The benchmark's weight of a position: −1 at the left edge of a window, 0 just after its right edge.</summary>
    private static double Sigmoid(double position) => 2 / (1 + Math.Exp(5 * position)) - 1;

    private static double Gain((int First, int Last) window, int row) =>
        Sigmoid(-(window.Last - row + 1d) / (window.Last - window.First + 1)) / Sigmoid(-1);

    private static double Loss((int First, int Last)? before, int row)
    {
        if (before is not var (first, last))
            return -1;
        var position = (row - last) / (double)(last - first);
        return position >= 3 ? -1 : Sigmoid(position);
    }
}
