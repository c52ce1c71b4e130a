using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Worker.Load.Schedules;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>
/// The load on one target: schedule → admission → request → windows → journal. One island of stages on one thread, so that
/// between a due time and the socket there is no queue.
/// </summary>
internal static class LoadStream
{
    /// <summary>The dispatcher of open loops: a thread of its own for each stream, which may wait for due times.</summary>
    public const string PacingDispatcher = "apibench.pacing-dispatcher";

    /// <summary>Runs to the end of the schedule.</summary>
    /// <param name="schedule">When requests are due.</param>
    /// <param name="admission">What a request needs before it is sent.</param>
    /// <param name="lanes">What sends requests.</param>
    /// <param name="windows">What makes windows of them.</param>
    /// <param name="writer">Where windows go, one at a time.</param>
    /// <param name="written">Told of each window that the journal has.</param>
    /// <param name="materializer">Of the tester, whose end is the stream's.</param>
    /// <param name="stop">Ends the schedule early; requests in flight go on.</param>
    /// <param name="abandon">Ends everything at once.</param>
    public static Task<Done> RunAsync(
        ISchedule schedule, AdmissionStage admission, Lanes lanes, WindowStage windows, WindowWriter writer, Action<Window> written,
        IMaterializer materializer, CancellationToken stop, CancellationToken abandon)
    {
        var load = Source.FromGraph(new PacingStage(schedule, stop))
            .Via(admission)
            .Via(new RequestStage(schedule.InFlight, lanes.SendAsync))
            .Via(windows)
            .SelectAsync(1, async window =>
            {
                await writer.WriteAsync(window, abandon).ConfigureAwait(false);
                written(window);
                return window;
            })
            .ToMaterialized(Sink.Ignore<Window>(), Keep.Right);
        return (schedule.IsOpenLoop ? load.WithAttributes(ActorAttributes.CreateDispatcher(PacingDispatcher)) : load).Run(materializer);
    }
}
