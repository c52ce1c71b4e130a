using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.SteadyState;

/// <summary>Finds the steady part of a test: behind the later of where its throughput and where its latency became steady.</summary>
internal static class SteadyPart
{
    /// <summary>Fewer cells than this tell nothing.</summary>
    private const int FewestCells = 10;

    /// <summary>From this many cells on they are put together by five.</summary>
    private const int CellsForBatches = 50;

    /// <summary>The steady part; null when the course is too short to tell, or has none.</summary>
    public static SteadyStateFigures? Of(Course course, TimeSpan measured)
    {
        // The last cell is rarely whole.
        var whole = (int)Math.Min(course.Cells.Length, measured.Ticks / course.Width.Ticks);
        if (whole < FewestCells)
            return null;

        var cells = course.Cells[..whole];
        var batch = whole >= CellsForBatches ? 5 : 1;
        var throughput = Mser.Truncation([.. cells.Select(cell => (double)cell.Succeeded)], batch);
        var latency = Mser.Truncation(Latencies(cells), batch);
        if (throughput is not { } first || latency is not { } second)
            return null;

        var cut = Math.Max(first, second);
        var steady = cells.Skip(cut).Aggregate((left, right) => left + right);
        var trimmed = cells.Take(cut).Concat(course.Cells[whole..]).Sum(cell => cell.Succeeded + cell.Failed);
        var seconds = (whole - cut) * course.Width.TotalSeconds;
        return new SteadyStateFigures
        {
            FromS = cut * course.Width.TotalSeconds,
            ToS = whole * course.Width.TotalSeconds,
            TrimmedRequests = trimmed,
            Method = batch == 1 ? "mser" : "mser-5",
            RequestsPerSecond = steady.Succeeded / seconds,
            OutputTokensPerSecond = steady.OutputTokens / seconds,
            LatencyMeanMs = steady.Succeeded > 0 ? steady.LatencySum / 1000d / steady.Succeeded : null,
            SuccessRate = steady.Succeeded + steady.Failed > 0 ? (double)steady.Succeeded / (steady.Succeeded + steady.Failed) : null,
        };
    }

    /// <summary>The mean latency of each cell; one without answers has that of the cell before.</summary>
    private static double[] Latencies(IReadOnlyList<CourseCell> cells)
    {
        var means = new double[cells.Count];
        var last = cells.Where(cell => cell.Succeeded > 0).Select(cell => (double)cell.LatencySum / cell.Succeeded).FirstOrDefault();
        for (var i = 0; i < means.Length; i++)
            means[i] = last = cells[i].Succeeded > 0 ? (double)cells[i].LatencySum / cells[i].Succeeded : last;
        return means;
    }
}
