using Akka.Streams;
using Akka.Streams.Dsl;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Node.Worker.Records;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Probes;

/// <summary>
/// Runs a probe as a slice of its own: its requests are reserved, permitted, recorded, logged and journaled like those of any
/// load. A probe that is taken over by another tester begins anew with what is left of its bounds.
/// </summary>
internal sealed class ProbeExecution(StartSlice slice, ProbeLoad bounds, LlmClient client, WindowRecorder recorder, RequestLogBuffer? log, WindowWriter writer,
    Func<bool> isLeaving)
{
    /// <summary>Runs to the end of the probe.</summary>
    /// <param name="done">How far earlier epochs came.</param>
    /// <param name="meter">Told where it stands, and what was found out.</param>
    /// <param name="budget">What the run allows to send.</param>
    /// <param name="materializer">Of the tester, whose end is the probe's.</param>
    /// <param name="stop">Sends no more; requests in flight go on.</param>
    /// <param name="abort">Breaks off requests in flight.</param>
    /// <param name="abandon">Ends everything at once.</param>
    /// <returns>True when the last window leaves the probe to the next epoch, at another worker.</returns>
    public async Task<bool> RunAsync(
        SlicePosition done, SliceMeter meter, Permits budget, IMaterializer materializer,
        CancellationToken stop, CancellationToken abort, CancellationToken abandon)
    {
        var left = bounds with
        {
            MaxRequests = (int)Math.Max(0, bounds.MaxRequests - done.Consumed),
            Duration = bounds.Duration > done.Measured ? bounds.Duration - done.Measured : TimeSpan.Zero,
        };
        var reservation = new Reservation(null, left.InFlight, 0);
        var first = writer.Blank() with { Reserved = reservation.Next };
        await writer.WriteAsync(first, abandon).ConfigureAwait(false);
        reservation.Note(first.Reserved);
        meter.Phase = TestPhase.Running;

        var lanes = new ProbeLanes(client, meter, new Charges(slice), abort);
        var probe = new ProbeStage(
            new ProbeSession(ProbeFactory.For(slice, left), left), [reservation.Permits, budget], lanes, findings => meter.Findings = findings, stop);
        var isLeft = false;
        await Source.FromGraph(probe)
            .Via(new WindowStage(recorder, lanes, reservation, log, () => writer.Blank() with { IsProbe = true }, LoadPhase.Measured, isLeaving))
            .SelectAsync(1, async window =>
            {
                await writer.WriteAsync(window, abandon).ConfigureAwait(false);
                reservation.Note(window.Reserved);
                isLeft = !window.IsFinal;
                return window;
            })
            .RunWith(Sink.Ignore<Messages.Measurement.Window>(), materializer).ConfigureAwait(false);
        return isLeft;
    }
}
