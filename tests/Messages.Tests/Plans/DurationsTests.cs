using AkkaApiBench.Messages.Plans;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Plans;

public class DurationsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1d")]
    [InlineData("1s 500ms")]
    [InlineData("1,5s")]
    [InlineData("1.s")]
    [InlineData("1e3s")]
    [InlineData("٣s")]
    [InlineData("999999999999h")]
    [InlineData("1000000000000")]
    public void What_is_no_duration_is_refused(string text) => Durations.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("30", 30_000)]
    [InlineData("500ms", 500)]
    [InlineData(" 1.5 m ", 90_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("0.0001ms", 0.0001)]
    public void A_duration_is_number_and_unit(string text, double milliseconds) =>
        Durations.Parse(text).ShouldBe(TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)));

    [Theory]
    [InlineData(0, "0ms")]
    [InlineData(500, "500ms")]
    [InlineData(1_500, "1.5s")]
    [InlineData(60_000, "1m")]
    [InlineData(61_500, "61.5s")]
    [InlineData(3_600_000, "1h")]
    [InlineData(3_601_000, "3601s")]
    public void A_duration_is_written_in_the_largest_unit_that_shows_it_whole(int milliseconds, string text) =>
        Durations.Format(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(text);

    [Fact]
    public void A_duration_comes_back_as_it_was_written() =>
        Gen.OneOf(Gen.Long[0, TimeSpan.TicksPerDay * 3650], Gen.Long[0, 100_000].Select(seconds => seconds * TimeSpan.TicksPerSecond))
            .Select(TimeSpan.FromTicks)
            .Sample(duration => Durations.Parse(Durations.Format(duration)) == duration);
}
