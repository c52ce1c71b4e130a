using AkkaApiBench.Node.Worker.Load.Limits;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Worker.Limits;

public sealed class KeyRingTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    [Fact]
    public void A_single_key_that_is_limited_holds_everything_as_long_as_the_provider_asks()
    {
        var keys = new KeyRing(1);

        keys.Rest(0, TimeSpan.FromSeconds(5), isRefused: false, First, Longest, At(0)).ShouldBeTrue();

        keys.WaitAt(At(2)).ShouldBe(TimeSpan.FromSeconds(3));
        keys.WaitAt(At(5)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_single_key_that_is_refused_is_used_nevertheless_so_that_it_shows()
    {
        var keys = new KeyRing(1);

        keys.Rest(0, null, isRefused: true, First, Longest, At(0));

        keys.WaitAt(At(0)).ShouldBe(TimeSpan.Zero);
        keys.Take(At(0)).ShouldBe(0);
    }

    [Fact]
    public void A_refused_key_is_left_alone_while_another_only_waits_for_its_limit()
    {
        var keys = new KeyRing(2);
        keys.Rest(0, null, isRefused: true, First, Longest, At(0));
        keys.Rest(1, TimeSpan.FromSeconds(0.5), isRefused: false, First, Longest, At(0));

        keys.WaitAt(At(0)).ShouldBe(TimeSpan.FromSeconds(0.5));
        keys.Take(At(0.5)).ShouldBe(1);
    }

    [Fact]
    public void Pauses_grow_while_a_key_fails_and_begin_anew_when_it_works()
    {
        var keys = new KeyRing(1);
        var now = TimeSpan.Zero;
        var pauses = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            keys.Rest(0, null, isRefused: false, First, Longest, now);
            pauses.Add(keys.WaitAt(now).TotalSeconds);
            now += keys.WaitAt(now);
        }

        keys.NoteSuccess(0);
        keys.Rest(0, null, isRefused: false, First, Longest, now);

        pauses.ShouldBe([1, 2, 4, 8, 8]);
        keys.WaitAt(now).ShouldBe(First);
    }

    [Fact]
    public void Answers_to_what_was_sent_before_a_rest_do_not_lengthen_it()
    {
        var keys = new KeyRing(1);
        keys.Rest(0, null, isRefused: false, First, Longest, At(0));

        keys.Rest(0, null, isRefused: false, First, Longest, At(0.9)).ShouldBeFalse();

        keys.WaitAt(At(1)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_longer_wait_that_the_provider_asks_for_stands_over_a_shorter()
    {
        var keys = new KeyRing(1);
        keys.Rest(0, TimeSpan.FromSeconds(5), isRefused: false, First, Longest, At(0));
        keys.Rest(0, TimeSpan.FromSeconds(1), isRefused: false, First, Longest, At(0.1));

        keys.WaitAt(At(1)).ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void Keys_are_used_in_turn_and_equally() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 200]).Sample((count, uses) =>
        {
            var keys = new KeyRing(count);
            var used = Enumerable.Range(0, uses).Select(_ => keys.Take(At(0))).GroupBy(key => key).Select(group => group.Count()).ToList();
            return used.Max() - (used.Count < count ? 0 : used.Min()) <= 1;
        });

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
