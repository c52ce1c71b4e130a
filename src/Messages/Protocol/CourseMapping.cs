using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>How a test went, as on the wire.</summary>
internal static class CourseMapping
{
    public static Wire.Course ToWire(Course course)
    {
        var wire = new Wire.Course { WidthTicks = course.Width.Ticks };
        wire.Cells.AddRange(course.Cells.Select(cell => new Wire.Course.Types.Cell
        {
            Succeeded = cell.Succeeded,
            Failed = cell.Failed,
            LatencySum = cell.LatencySum,
            OutputTokens = cell.OutputTokens,
        }));
        return wire;
    }

    public static Course FromWire(Wire.Course? wire) => wire is null ? Course.Empty : new Course(
        new TimeSpan(wire.WidthTicks),
        [.. wire.Cells.Select(cell => new CourseCell(cell.Succeeded, cell.Failed, cell.LatencySum, cell.OutputTokens))]);
}
