using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Journal;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Journal;

public sealed class JournalStateTests
{
    private static readonly RunId Run = new("20261124-170201-abcdef");
    private static readonly SliceId Slice = new(Run, 0, 0, 0);

    [Fact]
    public void A_window_of_a_slice_whose_beginning_is_unknown_is_refused() =>
        JournalState.Empty.Judge(Window(epoch: 1, sequence: 3)).ShouldBeOfType<WindowVerdict.Refuse>();

    [Fact]
    public void A_window_out_of_order_is_refused_and_the_missing_one_named() =>
        Recorded(Window(1, 0)).Judge(Window(1, 2)).ShouldBeOfType<WindowVerdict.Refuse>().Reason.ShouldContain("window 1");

    [Fact]
    public void A_window_of_an_epoch_that_was_given_up_is_refused() =>
        Recorded(Window(1, 0), Window(2, 0)).Judge(Window(1, 1)).ShouldBeOfType<WindowVerdict.Refuse>().Reason.ShouldContain("epoch 2");

    [Fact]
    public void A_new_epoch_must_begin_at_its_first_window() =>
        Recorded(Window(1, 0)).Judge(Window(2, 1)).ShouldBeOfType<WindowVerdict.Refuse>();

    [Fact]
    public void A_window_that_comes_again_is_known_and_not_counted_again()
    {
        var state = Recorded(Window(1, 0), Window(1, 1, succeeded: 5));

        state.Judge(Window(1, 1, succeeded: 5)).ShouldBeOfType<WindowVerdict.Known>().Position.Counts.Succeeded.ShouldBe(5);
    }

    [Fact]
    public void Nothing_is_added_to_a_slice_that_has_ended()
    {
        var state = Recorded(Window(1, 0), Window(1, 1, succeeded: 5, isFinal: true));

        state.Judge(Window(2, 0)).ShouldBeOfType<WindowVerdict.Known>().Position.IsFinal.ShouldBeTrue();
    }

    [Fact]
    public void What_an_epoch_might_have_sent_and_never_told_of_is_lost_when_the_next_one_opens()
    {
        var state = Recorded(Window(1, 0, reserved: 0), Window(1, 1, reserved: 10), Window(1, 2, succeeded: 4, failed: 1, reserved: 15), Window(2, 0));

        state.PositionOf(Slice).Counts.ShouldBe(new RequestCounts(4, 1, 10, 0));
        state.PositionOf(Slice).Consumed.ShouldBe(15);
    }

    [Fact]
    public void What_fell_due_while_the_breaker_was_open_is_not_sent_and_neither_lost_nor_due_again()
    {
        var state = Recorded(Window(1, 0), Window(1, 1, reserved: 10), Window(1, 2, succeeded: 4, reserved: 10) with { Skipped = 5 }, Window(2, 0));

        state.PositionOf(Slice).Counts.ShouldBe(new RequestCounts(4, 0, 1, 5));
        state.PositionOf(Slice).Consumed.ShouldBe(10);
    }

    [Fact]
    public void An_epoch_that_told_of_everything_loses_nothing() =>
        Recorded(Window(1, 0), Window(1, 1, reserved: 5), Window(1, 2, succeeded: 5, reserved: 5), Window(2, 0))
            .PositionOf(Slice).Counts.Lost.ShouldBe(0);

    [Fact]
    public void Slices_of_a_test_are_added_up_and_the_longest_gives_its_time()
    {
        var other = Slice with { Part = 1 };
        var state = Recorded(
            Window(1, 0, succeeded: 2, seconds: 3),
            Window(1, 0, succeeded: 3, seconds: 2) with { Slice = other },
            Window(1, 0, succeeded: 7, seconds: 9) with { Slice = Slice with { Test = 1 } });

        var totals = state.Totals(Run, 0);
        totals.Counts.Succeeded.ShouldBe(5);
        totals.Duration.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void The_sums_of_a_tag_are_of_the_slices_placed_by_it()
    {
        var state = Recorded(
            Window(1, 0, succeeded: 2, seconds: 3) with { Slice = Slice with { Placement = "api:openai+region:eu" } },
            Window(1, 0, succeeded: 3, seconds: 2) with { Slice = Slice with { Part = 1, Placement = "api:openai+region:us" } });

        var eu = state.Totals(Run, 0, sideBySide: 2, tag: "region:eu");
        (eu.Tag, eu.Counts.Succeeded, eu.Duration).ShouldBe(("region:eu", 2, TimeSpan.FromSeconds(3)));
        state.Totals(Run, 0, sideBySide: 2, tag: "region").Counts.Succeeded.ShouldBe(0);
        state.Totals(Run, 0, sideBySide: 2).Counts.Succeeded.ShouldBe(5);
    }

    [Fact]
    public void The_times_of_slices_that_follow_one_another_add_up()
    {
        var state = Recorded([.. new[] { 3, 2, 5, 4 }.Select((seconds, part) => Window(1, 0, succeeded: 1, seconds: seconds) with { Slice = Slice with { Part = part } })]);

        state.Totals(Run, 0, sideBySide: 2).Duration.ShouldBe(TimeSpan.FromSeconds(3 + 5));
    }

    [Fact]
    public void A_released_run_leaves_nothing_behind()
    {
        var state = Recorded(Window(1, 0, succeeded: 2)).Apply(new RunReleased(new TargetId("t"), Run));

        state.ShouldSatisfyAllConditions(() => state.Slices.ShouldBeEmpty(), () => state.Knows(Run).ShouldBeFalse());
    }

    /// <summary>However windows are repeated, delayed and taken over by new epochs: what is recorded is what was counted once.</summary>
    [Fact]
    public void Nothing_is_counted_twice_and_nothing_is_lost_in_silence() =>
        Gen.Select(Gen.Int[0, 4].Array[1, 30], Gen.Int[0, 2].Array[1, 30], Gen.Bool.Array[30]).Sample((succeeded, repeats, isTakenOver) =>
        {
            var (state, epoch, sequence, reserved, told, lost, inEpoch) = (JournalState.Empty, 1, 0L, 0L, 0L, 0L, 0L);
            for (var i = 0; i < succeeded.Length; i++)
            {
                if (isTakenOver[i] && i > 0)
                {
                    lost += reserved - inEpoch;
                    (epoch, sequence, reserved, inEpoch) = (epoch + 1, 0, 0, 0);
                }

                var ended = sequence == 0 ? 0 : Math.Min(succeeded[i], reserved - inEpoch);
                reserved = inEpoch + ended + 5;
                var window = Window(epoch, sequence, (int)ended, reserved: reserved);
                for (var times = 0; times <= repeats[i % repeats.Length]; times++)
                    state = state.Judge(window) is WindowVerdict.Record ? state.Apply(new WindowRecorded(window)) : state;
                (sequence, told, inEpoch) = (sequence + 1, told + ended, inEpoch + ended);
            }

            var counts = state.PositionOf(Slice).Counts;
            counts.Succeeded.ShouldBe(told);
            counts.Lost.ShouldBe(lost);
        });

    [Fact]
    public void A_snapshot_keeps_everything()
    {
        var state = Recorded(Window(1, 0), Window(1, 1, succeeded: 4, reserved: 9), Window(2, 0));

        JournalState.From(state.ToSnapshot()).Slices.ShouldBe(state.Slices);
    }

    private static JournalState Recorded(params Window[] windows) =>
        windows.Aggregate(JournalState.Empty, (state, window) =>
        {
            state.Judge(window).ShouldBeOfType<WindowVerdict.Record>();
            return state.Apply(new WindowRecorded(window));
        });

    private static Window Window(
        int epoch, long sequence, int succeeded = 0, int failed = 0, long reserved = 0, double seconds = 1, bool isFinal = false) => new()
    {
        Slice = Slice,
        Target = new TargetId("t"),
        Epoch = epoch,
        Sequence = sequence,
        StartedAt = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.FromSeconds(seconds),
        Reserved = reserved,
        IsFinal = isFinal,
        Measured = new Aggregate
        {
            Succeeded = succeeded,
            Errors = failed == 0 ? Aggregate.Empty.Errors
                : ImmutableSortedDictionary<ErrorKind, long>.Empty.Add(ErrorKind.ServerError, failed),
        },
    };
}
