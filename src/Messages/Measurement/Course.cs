using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Measurement;

/// <summary>
/// How a test went over its measured time, in cells of equal width from its beginning: enough to see where it became steady, and
/// bounded, for cells double their width when there would be too many.
/// </summary>
/// <param name="Width">The measured time of a cell.</param>
/// <param name="Cells">The cells, from the beginning.</param>
public sealed record Course(TimeSpan Width, ImmutableArray<CourseCell> Cells)
{
    /// <summary>The most cells that are kept: ten minutes of seconds.</summary>
    public const int MostCells = 600;

    /// <summary>Nothing yet, by the second.</summary>
    public static readonly Course Empty = new(TimeSpan.FromSeconds(1), []);

    /// <summary>This and what ended in a window, which counts for the cell in which its middle lies.</summary>
    /// <param name="at">The measured time at which the window began.</param>
    /// <param name="duration">Its measured time.</param>
    /// <param name="measured">What ended in it.</param>
    public Course Add(TimeSpan at, TimeSpan duration, Aggregate measured)
    {
        if (measured.Ended == 0)
            return this;

        var middle = at + duration / 2;
        var course = this;
        while (middle.Ticks / course.Width.Ticks >= MostCells)
            course = course.Coarser();
        var cells = course.Cells.ToBuilder();
        var index = (int)(middle.Ticks / course.Width.Ticks);
        while (cells.Count <= index)
            cells.Add(default);
        cells[index] += new CourseCell(measured.Succeeded, measured.Failed, measured[Measure.Latency].Sum, measured.Tokens.Output);
        return course with { Cells = cells.ToImmutable() };
    }

    /// <summary>Both side by side, in cells as wide as the wider of the two.</summary>
    public Course Merge(Course other)
    {
        var (left, right) = (this, other);
        while (left.Width < right.Width)
            left = left.Coarser();
        while (right.Width < left.Width)
            right = right.Coarser();
        var cells = ImmutableArray.CreateBuilder<CourseCell>(Math.Max(left.Cells.Length, right.Cells.Length));
        for (var index = 0; index < cells.Capacity; index++)
            cells.Add(left.At(index) + right.At(index));
        return left with { Cells = cells.ToImmutable() };
    }

    private CourseCell At(int index) => index < Cells.Length ? Cells[index] : default;

    private Course Coarser() => new(Width * 2, [.. Cells.Chunk(2).Select(pair => pair.Aggregate((left, right) => left + right))]);
}

/// <summary>What ended within one cell of a <see cref="Course"/>.</summary>
/// <param name="Succeeded">Requests answered completely.</param>
/// <param name="Failed">Requests that failed.</param>
/// <param name="LatencySum">The sum of the latencies of successes, in microseconds.</param>
/// <param name="OutputTokens">Output tokens of successes.</param>
public readonly record struct CourseCell(long Succeeded, long Failed, long LatencySum, long OutputTokens)
{
    /// <summary>Sum.</summary>
    public static CourseCell operator +(CourseCell left, CourseCell right) => new(
        left.Succeeded + right.Succeeded, left.Failed + right.Failed, left.LatencySum + right.LatencySum, left.OutputTokens + right.OutputTokens);
}
