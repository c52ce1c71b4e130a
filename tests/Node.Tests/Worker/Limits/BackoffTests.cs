using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Worker.Load.Limits;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Worker.Limits;

public sealed class BackoffTests
{
    private static readonly RetryPolicy Policy = new(4, [ErrorKind.Overloaded], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));

    [Fact]
    public void Without_a_policy_after_the_last_try_and_after_other_errors_there_is_no_other_try()
    {
        Backoff.DelayAfter(null, ErrorKind.Overloaded, null, 1, 0.5).ShouldBeNull();
        Backoff.DelayAfter(Policy, ErrorKind.Overloaded, null, 4, 0.5).ShouldBeNull();
        Backoff.DelayAfter(Policy, ErrorKind.BadRequest, null, 1, 0.5).ShouldBeNull();
        Backoff.DelayAfter(Policy, null, null, 1, 0.5).ShouldBeNull();
    }

    [Fact]
    public void A_provider_that_asks_for_more_than_the_longest_wait_ends_the_request() =>
        Backoff.DelayAfter(Policy, ErrorKind.Overloaded, TimeSpan.FromSeconds(3.1), 1, 0).ShouldBeNull();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void The_longest_wait_doubles_up_to_its_bound(int tries, double seconds) =>
        Backoff.DelayAfter(Policy, ErrorKind.Overloaded, null, tries, 1).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void Nobody_is_earlier_than_the_provider_asked() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 3], Gen.Int[1, 3]).Sample((random, asked, tries) =>
            Backoff.DelayAfter(Policy, ErrorKind.Overloaded, TimeSpan.FromSeconds(asked), tries, random) >= TimeSpan.FromSeconds(asked));
}
