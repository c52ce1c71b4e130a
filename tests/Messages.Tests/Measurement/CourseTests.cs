using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Measurement;

public class CourseTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void What_ends_in_a_second_is_in_its_cell()
    {
        var course = Course.Empty.Add(TimeSpan.Zero, Second, Ended(3)).Add(2 * Second, Second, Ended(4));

        course.Cells.Select(cell => cell.Succeeded).ShouldBe([3, 0, 4]);
    }

    [Fact]
    public void However_long_a_test_is_its_cells_are_bounded_and_nothing_is_lost() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Int[1, 40]).Sample((windows, seconds) =>
        {
            var course = Course.Empty;
            for (var window = 0; window < windows; window++)
                course = course.Add(window * seconds * Second, seconds * Second, Ended(1));
            return course.Cells.Length <= Course.MostCells && course.Cells.Sum(cell => cell.Succeeded) == windows
                && course.Cells.Length * course.Width.TotalSeconds <= windows * (double)seconds + course.Width.TotalSeconds;
        }, iter: 20);

    [Fact]
    public void Slices_of_different_length_add_up()
    {
        var longer = Enumerable.Range(0, 1000).Aggregate(Course.Empty, (course, second) => course.Add(second * Second, Second, Ended(1)));
        var shorter = Enumerable.Range(0, 10).Aggregate(Course.Empty, (course, second) => course.Add(second * Second, Second, Ended(1)));

        var merged = longer.Merge(shorter);

        merged.ShouldSatisfyAllConditions(
            course => course.Width.ShouldBe(2 * Second),
            course => course.Cells.Length.ShouldBe(500),
            course => course.Cells.Take(6).Select(cell => cell.Succeeded).ShouldBe([4, 4, 4, 4, 4, 2]));
        shorter.Merge(longer).Cells.ShouldBe(merged.Cells);
    }

    private static Aggregate Ended(long succeeded) => new() { Succeeded = succeeded };
}
