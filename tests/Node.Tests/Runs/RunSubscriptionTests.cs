using Akka.TestKit.Xunit2;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway;

namespace AkkaApiBench.Node.Tests.Runs;

public sealed class RunSubscriptionTests : TestKit
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Begin = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Target Target = new() { Provider = "openai", Model = "m", BaseUrl = new Uri("http://127.0.0.1:1/v1"), HasOwnBaseUrl = true };

    [Fact]
    public async Task An_anomaly_is_told_once_for_each_change_however_often_the_journal_tells_it()
    {
        var (coordinator, journals) = (CreateTestProbe(), CreateTestProbe());
        using var subscription = RunSubscription.Open(Sys, coordinator, journals, Run());
        coordinator.ExpectMsg<WatchRun>().Run.ShouldBe(Run().Run);
        journals.ExpectMsg<WatchAnomalies>().ShouldBe(new WatchAnomalies(Target.Id, Begin));
        var worse = Anomaly() with { Severity = Severity.Critical };

        journals.Reply(new TargetAnomalies(Target.Id, [Anomaly()]));
        journals.Reply(new AnomalyNoted(Target.Id, Anomaly()));
        journals.Reply(new AnomalyNoted(Target.Id, worse));
        journals.Reply(new TargetAnomalies(Target.Id, [worse]));
        coordinator.Reply(Progress(RunStatus.Completed));

        var told = await ReadAsync(subscription);
        told.OfType<RunNews.Anomaly>().Select(news => news.Of.Anomaly).ShouldBe([Anomaly(), worse]);
        told[^1].ShouldBeOfType<RunNews.Progress>().Of.Header.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public async Task When_nothing_is_heard_it_says_so_and_goes_on()
    {
        var (coordinator, journals) = (CreateTestProbe(), CreateTestProbe());
        using var subscription = RunSubscription.Open(Sys, coordinator, journals, Run());
        await using var news = subscription.ReadAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None).GetAsyncEnumerator();

        (await news.MoveNextAsync()).ShouldBeTrue();
        news.Current.ShouldBeNull();

        subscription.End();
        while (await news.MoveNextAsync())
            news.Current.ShouldBeNull();
    }

    [Fact]
    public async Task A_reader_that_is_slow_gets_the_newest_progress()
    {
        var (coordinator, journals) = (CreateTestProbe(), CreateTestProbe());
        using var subscription = RunSubscription.Open(Sys, coordinator, journals, Run());
        coordinator.ExpectMsg<WatchRun>();
        for (var i = 0; i < 100; i++)
            coordinator.Reply(Progress(RunStatus.Running));
        coordinator.Reply(Progress(RunStatus.Failed));
        coordinator.Reply(new RunNotFound(Run().Run));

        var told = await ReadAsync(subscription);

        told.Count.ShouldBeLessThan(100);
        told[^1].ShouldBeOfType<RunNews.Progress>().Of.Header.Status.ShouldBe(RunStatus.Failed);
    }

    private static async Task<List<RunNews?>> ReadAsync(RunSubscription subscription)
    {
        var told = new List<RunNews?>();
        await foreach (var news in subscription.ReadAsync(Silence, CancellationToken.None))
            told.Add(news);
        return told;
    }

    private static RunPlan Run() => new(Header(RunStatus.Running), new Plan { Name = "n", Targets = [Target, Target], Tests = [] });

    private static RunProgress Progress(RunStatus status) => new(Header(status), []);

    private static RunHeader Header(RunStatus status) => new(new RunId("r"), "n", status, null, Begin.AddMinutes(-1), Begin, null);

    private static Anomaly Anomaly() => new()
    {
        Metric = "latency.p50", Kind = AnomalyKind.LatencySpike, Severity = Severity.High, Confidence = 0.9,
        Start = Begin.AddMinutes(1), Peak = Begin.AddMinutes(2), Expected = 400, Observed = 900,
    };
}
