using AkkaApiBench.Simulator.Protocols.OpenAi;

namespace AkkaApiBench.Simulator.Tests.Protocols;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.2, "1ms")]
    [InlineData(120, "120ms")]
    [InlineData(1000, "1s")]
    [InlineData(8640, "8.64s")]
    [InlineData(360_000, "6m0s")]
    [InlineData(61_500, "1m1.5s")]
    [InlineData(90_000_000, "25h0m0s")]
    public void A_duration_is_written_as_go_does(double milliseconds, string expected) =>
        GoDuration.Format(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(expected);
}
