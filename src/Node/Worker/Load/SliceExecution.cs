using Akka.Actor;
using Akka.Streams;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Worker.Load.Limits;
using AkkaApiBench.Node.Worker.Load.Prompts;
using AkkaApiBench.Node.Worker.Load.Schedules;
using AkkaApiBench.Node.Worker.Probes;
using AkkaApiBench.Node.Worker.Records;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// One attempt at a slice, from the opening of its epoch to its last window: takes up where earlier epochs ended, warms up, runs
/// the load and closes the account.
/// </summary>
internal sealed class SliceExecution(StartSlice slice, IActorRef journals, WorkerServices services, SliceMeter meter, Permits budget)
{
    /// <summary>How long requests in flight may go on when the slice is stopped.</summary>
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    /// <summary>How long they may go on when the node leaves, and the slice goes on elsewhere.</summary>
    private static readonly TimeSpan LeaveGrace = TimeSpan.FromSeconds(12);

    /// <summary>Runs the slice.</summary>
    /// <param name="materializer">Of the tester, whose end is the load's.</param>
    /// <param name="stop">Stops in order: nothing more is sent, what is in flight has a little time, and the account is closed.</param>
    /// <param name="leave">Stops in order like <paramref name="stop"/>, and leaves the account open with nothing in it that is not known.</param>
    /// <param name="hold">Stops like <paramref name="leave"/>, but for that what is in flight ends by itself.</param>
    /// <param name="abandon">Stops at once and leaves the account open.</param>
    /// <exception cref="WindowRefusedException">The slice was given to somebody else.</exception>
    public async Task<SliceEnd> RunAsync(IMaterializer materializer, CancellationToken stop, CancellationToken leave, CancellationToken hold, CancellationToken abandon)
    {
        var writer = new WindowWriter(journals, slice.Slice, slice.Target.Id, slice.Epoch, services.Time, services.Meter?.Node.Pending);
        var position = await writer.WriteAsync(writer.Blank(), abandon).ConfigureAwait(false);
        if (position.IsFinal)
            return SliceEnd.Made;

        var probe = slice.Load as ProbeLoad;
        var schedule = probe is null ? ScheduleFactory.For(slice.Load, position) : null;
        LlmClient client;
        try
        {
            client = LlmClient.Create(slice.Target, slice.Workload, services.Keys, readsRateLimits: slice.ObeysRateLimits, services.Outbound);
        }
        catch (KeyUnavailableException missing)
        {
            await writer.WriteAsync(writer.Blank() with { NotSent = schedule?.Planned ?? 0, IsFinal = true }, abandon).ConfigureAwait(false);
            return new SliceEnd(missing.Message, IsHandedOver: false);
        }

        using var _ = client;
        // Written to the end before anybody hears of the end of the slice.
        await using var log = services.Requests is { } requests ? new RequestLogBuffer(requests.Open(slice.Slice.Run), slice) : null;
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(abandon);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, leave, hold);
        using var grace = stop.Register(() => abort.CancelAfter(StopGrace));
        using var leaveGrace = leave.Register(() => abort.CancelAfter(LeaveGrace));
        var isHandedOver = false;
        // What cannot be opened fails again with the requests that need it, and is recorded then.
        await ((Task)client.OpenConnectionsAsync(schedule is null ? 1 : ConnectionsToOpen(schedule), end.Token)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        using var gate = new Gate(slice, budget);
        var recorder = new WindowRecorder(slice, client, meter, gate, services.Meter?.Open(slice, client.Operation));
        if (schedule is null)
        {
            // Requests before it would use up what it is to find out about.
            var isLeft = await new ProbeExecution(slice, probe!, client, recorder, log, writer, IsLeaving)
                .RunAsync(position, meter, budget, materializer, end.Token, abort.Token, abandon).ConfigureAwait(false);
            return new SliceEnd(Failure: null, isLeft);
        }

        var deck = PromptDeck.Of(slice, client);
        if (slice.Warmup > TimeSpan.Zero && position == default)
        {
            meter.Phase = TestPhase.WarmingUp;
            await RunLoadAsync(ScheduleFactory.Warmup(slice.Load, slice.Warmup), PromptDeck.ForWarmup(slice, client), LoadPhase.WarmUp).ConfigureAwait(false);
        }

        await RunLoadAsync(schedule, deck, LoadPhase.Measured).ConfigureAwait(false);
        return new SliceEnd(Failure: null, isHandedOver);

        // The wish that the slice ends goes before the one that it goes on elsewhere.
        bool IsLeaving() => (leave.IsCancellationRequested || hold.IsCancellationRequested) && !stop.IsCancellationRequested;

        async Task RunLoadAsync(ISchedule load, PromptDeck prompts, LoadPhase phase)
        {
            var dealer = new PromptDealer(prompts, position.Consumed, load.IsOpenLoop);
            var lanes = new Lanes(slice, client, dealer, gate, meter, load.IsOpenLoop, end.Token, abort.Token);
            var reservation = new Reservation(load.Planned, load.InFlight, load.Rate);
            var admission = new AdmissionStage(load, gate, phase is LoadPhase.Measured ? reservation : null);
            if (phase is LoadPhase.Measured)
            {
                var first = writer.Blank() with { Reserved = reservation.Next };
                await writer.WriteAsync(first, abandon).ConfigureAwait(false);
                reservation.Note(first.Reserved);
                meter.Phase = TestPhase.Running;
            }

            var windows = new WindowStage(recorder, lanes, reservation, log, writer.Blank, phase, IsLeaving);
            await LoadStream.RunAsync(
                load, admission, lanes, windows, writer, Note, materializer, end.Token, abandon)
                .ConfigureAwait(false);
            // Only now is no lane in use; those of a stream that broke are left to the garbage collector.
            lanes.Dispose();

            void Note(Window window)
            {
                reservation.Note(window.Reserved);
                isHandedOver = phase is LoadPhase.Measured && !window.IsFinal;
            }
        }
    }

    private static int ConnectionsToOpen(ISchedule schedule) =>
        (int)Math.Min(schedule.InFlight, Math.Min(schedule.Planned ?? long.MaxValue, schedule.IsOpenLoop ? Math.Max(1, (long)schedule.Rate) : long.MaxValue));
}

/// <summary>How an attempt at a slice ended.</summary>
/// <param name="Failure">Why it could not be made; null when it was made, stopped or handed over.</param>
/// <param name="IsHandedOver">True when its last window leaves the slice to the next epoch, at another worker.</param>
internal readonly record struct SliceEnd(string? Failure, bool IsHandedOver)
{
    public static SliceEnd Made => default;
}
