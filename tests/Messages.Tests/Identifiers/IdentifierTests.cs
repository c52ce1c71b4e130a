using AkkaApiBench.Messages.Identifiers;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Identifiers;

public class IdentifierTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 17, 2, 1, TimeSpan.Zero);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("../etc")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("a_b")]
    [InlineData("ä")]
    [InlineData("a\n")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void What_could_not_be_a_file_name_is_no_run(string text) => RunId.IsValid(text).ShouldBeFalse();

    [Fact]
    public void A_new_run_is_valid_and_begins_with_its_time()
    {
        var id = RunId.New(Now);

        RunId.IsValid(id.Value).ShouldBeTrue();
        id.Value.ShouldStartWith("20261124-170201-");
        RunId.New(Now).ShouldNotBe(id);
    }

    [Fact]
    public void The_time_of_a_run_is_UTC() => RunId.New(Now.ToOffset(TimeSpan.FromHours(9))).Value.ShouldStartWith("20261124-170201-");

    [Fact]
    public void Runs_sort_by_time() =>
        Gen.Select(Gen.Int[0, 2_000_000_000], Gen.Int[1, 2_000_000_000]).Sample((start, later) =>
        {
            var first = RunId.New(DateTimeOffset.UnixEpoch.AddSeconds(start));
            var second = RunId.New(DateTimeOffset.UnixEpoch.AddSeconds(start).AddMicroseconds(later));
            return first < second && second > first && first <= second && second >= first && !(first > second) && first.CompareTo(first) == 0;
        });

    [Fact]
    public void A_slice_reads_as_its_parts() => new SliceId(new RunId("r-1"), 2, 3, 4).ToString().ShouldBe("r-1.2.3.4");
}
