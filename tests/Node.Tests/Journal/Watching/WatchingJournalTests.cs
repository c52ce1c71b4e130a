using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Journal;

namespace AkkaApiBench.Node.Tests.Journal.Watching;

/// <summary>The journal finds anomalies by itself.</summary>
public sealed class WatchingJournalTests() : TestKit(InMemory)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);

    private static readonly Config InMemory = ConfigurationFactory.ParseString("""
        akka.loglevel = WARNING
        akka.persistence.journal.plugin = "akka.persistence.journal.inmem"
        akka.persistence.snapshot-store.plugin = "akka.persistence.snapshot-store.inmem"
        """);

    /// <summary>The first restart has a snapshot to begin from, the second is in the middle of the incident.</summary>
    [Fact]
    public async Task A_step_of_the_latency_is_one_incident_whatever_restarts()
    {
        var told = CreateTestProbe();
        Sys.EventStream.Subscribe(told, typeof(AnomalyNoted));
        var journal = Start();
        foreach (var window in TwoDays.Windows)
        {
            if (window.Sequence is 700 or TwoDays.StepAt + 10)
            {
                await journal.GracefulStop(AnswerTime);
                journal = Start();
            }

            await Record(journal, window);
        }

        var anomaly = (await Anomalies(journal, DateTimeOffset.MinValue)).ShouldHaveSingleItem();
        anomaly.Metric.ShouldBe("latency.p50");
        anomaly.Start.ShouldBe(TwoDays.Begin.AddMinutes(TwoDays.StepAt), TimeSpan.FromMinutes(2));
        anomaly.End.ShouldNotBeNull().ShouldBe(TwoDays.Begin.AddMinutes(TwoDays.StepAt + TwoDays.StepLength), TimeSpan.FromMinutes(5));
        (anomaly.Observed / anomaly.Expected).ShouldBe(2, 0.3);
        (await Anomalies(journal, anomaly.End.Value.AddMinutes(1))).ShouldBeEmpty();

        var news = told.ReceiveWhile<AnomalyNoted>(AnswerTime, TimeSpan.Zero, message => (message as AnomalyNoted)!);
        news.ShouldAllBe(noted => noted.Target == TwoDays.Target && noted.Anomaly.Start == anomaly.Start);
        news.Select(noted => noted.Anomaly.End is not null).ShouldBe([.. Enumerable.Repeat(false, news.Count - 1), true]);
        news[^1].Anomaly.ShouldBe(anomaly);
        news.ShouldBeUnique();

        await journal.GracefulStop(AnswerTime);
        (await Anomalies(Start(), DateTimeOffset.MinValue)).ShouldBe([anomaly]);
    }

    [Fact]
    public async Task Who_watches_hears_what_is_known_and_then_each_change()
    {
        var (watcher, other) = (CreateTestProbe(), CreateTestProbe());
        var journal = Start();
        journal.Tell(new WatchAnomalies(TwoDays.Target, TwoDays.Begin), watcher);
        watcher.ExpectMsg<TargetAnomalies>(AnswerTime).Anomalies.ShouldBeEmpty();
        journal.Tell(new WatchAnomalies(TwoDays.Target, TwoDays.Begin), other);
        other.ExpectMsg<TargetAnomalies>(AnswerTime);
        await other.Ref.GracefulStop(AnswerTime);
        foreach (var window in TwoDays.Windows)
            await Record(journal, window);

        var news = watcher.ReceiveWhile<AnomalyNoted>(AnswerTime, TimeSpan.Zero, message => (message as AnomalyNoted)!);

        news[^1].Anomaly.ShouldBe((await Anomalies(journal, DateTimeOffset.MinValue)).ShouldHaveSingleItem());
        news.Count.ShouldBeGreaterThan(1);
        journal.Tell(new WatchAnomalies(TwoDays.Target, news[^1].Anomaly.Start), watcher);
        watcher.ExpectMsg<TargetAnomalies>(AnswerTime).Anomalies.ShouldBe([news[^1].Anomaly]);
    }

    [Fact]
    public async Task A_target_of_which_nothing_is_known_has_no_anomalies() =>
        (await Anomalies(Start(), DateTimeOffset.MinValue)).ShouldBeEmpty();

    private IActorRef Start() => Sys.ActorOf(Props.Create(() => new MetricJournal(TwoDays.Target.Value)));

    private static async Task Record(IActorRef journal, Window window) =>
        (await journal.Ask<object>(new RecordWindow(window), AnswerTime)).ShouldBeOfType<WindowAcknowledged>();

    private static async Task<IReadOnlyList<Anomaly>> Anomalies(IActorRef journal, DateTimeOffset since) =>
        (await journal.Ask<TargetAnomalies>(new GetAnomalies(TwoDays.Target, since), AnswerTime)).Anomalies;
}
