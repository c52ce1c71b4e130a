using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Worker.Load.Limits;

namespace AkkaApiBench.Node.Tests.Worker.Limits;

public sealed class CircuitBreakerTests
{
    private static readonly BreakerPolicy Policy = new(0.5, Window: 10, MinRequests: 4, OpenFor: TimeSpan.FromSeconds(2));

    private readonly CircuitBreaker _breaker = new(Policy);

    [Fact]
    public void Too_few_failures_are_no_judgement()
    {
        Note(0, true, true, true);

        _breaker.State.ShouldBe(BreakerState.Closed);
        _breaker.WaitAt(At(0)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void It_opens_when_the_share_of_failures_among_the_latest_is_reached()
    {
        Note(0, false, false, true);
        _breaker.State.ShouldBe(BreakerState.Closed);

        Note(0, true);

        _breaker.State.ShouldBe(BreakerState.Open);
        _breaker.WaitAt(At(0.5)).ShouldBe(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public void Failures_of_long_ago_are_forgotten()
    {
        Note(0, true, false, false, false, false, false, false);
        Note(0, false, false, false, false, false, false, false, false, false, false);
        Note(0, true, true, true, true);

        _breaker.State.ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public void After_a_while_one_try_passes_alone()
    {
        Open();

        _breaker.WaitAt(At(2)).ShouldBe(TimeSpan.Zero);
        _breaker.Pass().ShouldBeTrue();

        _breaker.State.ShouldBe(BreakerState.HalfOpen);
        _breaker.WaitAt(At(2)).ShouldBe(TimeSpan.MaxValue);
    }

    [Fact]
    public void The_try_that_succeeds_closes_it()
    {
        Open();
        _breaker.Pass();

        _breaker.Note(failed: false, decides: true, At(3));

        _breaker.State.ShouldBe(BreakerState.Closed);
        (_breaker.Opened, _breaker.NotClosed(At(100))).ShouldBe((1, TimeSpan.FromSeconds(3)));
        Note(3, true, true, true);
        _breaker.State.ShouldBe(BreakerState.Closed, "it begins anew");
    }

    [Fact]
    public void The_try_that_fails_opens_it_again()
    {
        Open();
        _breaker.Pass();

        _breaker.Note(failed: true, decides: true, At(3));

        _breaker.WaitAt(At(3)).ShouldBe(TimeSpan.FromSeconds(2));
        (_breaker.Opened, _breaker.NotClosed(At(4))).ShouldBe((2, TimeSpan.FromSeconds(4)));
    }

    [Fact]
    public void A_try_that_says_nothing_of_the_target_lets_the_next_decide()
    {
        Open();
        _breaker.Pass();

        _breaker.Note(failed: null, decides: true, At(3));

        _breaker.WaitAt(At(3)).ShouldBe(TimeSpan.Zero);
        _breaker.Pass().ShouldBeTrue();
    }

    [Fact]
    public void The_ends_of_what_was_under_way_when_it_opened_do_not_count()
    {
        Open();

        Note(1, false, false, false, false, false, false);
        Note(1, true, true, true, true);

        (_breaker.State, _breaker.Opened).ShouldBe((BreakerState.Open, 1));
    }

    private void Open() => Note(0, true, true, true, true);

    private void Note(double at, params bool[] failed)
    {
        foreach (var one in failed)
            _breaker.Note(one, decides: false, At(at));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
