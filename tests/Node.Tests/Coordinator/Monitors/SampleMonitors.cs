using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Coordinator.Monitors;

namespace AkkaApiBench.Node.Tests.Coordinator.Monitors;

/// <summary>Monitors to decide on.</summary>
internal static class SampleMonitors
{
    public static readonly MonitorId Id = new("nightly");
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static MonitorSpec Spec(string cron = "* * * * *", string zone = "UTC", TimeSpan jitter = default, params Slo[] slos) => new()
    {
        Name = "Nightly",
        Plan = new Plan
        {
            Name = "plan",
            Targets = [new Target { Provider = "openai", Model = "model", BaseUrl = new Uri("http://127.0.0.1:1"), Price = new Price(1, 1, 2, "plan") }],
            Tests = [new Test("latency", TestType.Latency, new IterationsLoad(10, 2))],
        },
        Schedule = new Schedule(cron, zone, jitter),
        Slos = [.. slos],
        Source = "{}",
    };

    public static MonitorState Made(MonitorSpec spec, DateTimeOffset? at = null) =>
        MonitorsState.Empty.Apply(new MonitorSaved(Id, spec, "somebody", at ?? Start)).Find(Id)!;

    public static MonitorState With(this MonitorState state, params IMonitorEvent[] events) => events.Aggregate(state, (before, happened) => before.Apply(happened));

    public static MonitorState Advanced(this MonitorState state, DateTimeOffset now) => state.With([.. state.Advance(now, () => RunId.New(now))]);

    public static MonitorState Settled(
        this MonitorState state, DateTimeOffset at, FiringStatus status = FiringStatus.Passed, Usd cost = default, params ObjectiveCount[] counts) =>
        state.With(new FiringSettled(Id, state.Active!.Run!.Value, status, null, new FiringFigures(default, cost), [.. counts], at));
}
