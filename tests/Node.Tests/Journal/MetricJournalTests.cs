using Akka.Actor;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Serialization;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Journal.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Node.Tests.Journal;

/// <summary>The journal on a real database.</summary>
public sealed class MetricJournalTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);
    private static readonly RunId Run = new("20261124-170201-abcdef");
    private static readonly SliceId Slice = new(Run, 0, 0, 0);
    private static readonly TargetId Target = new("openai/gpt-4o-mini@127.0.0.1:8080");

    private readonly TemporaryFolder _folder = new();
    private IHost _host = null!;
    private IActorRef _journal = null!;

    public async Task InitializeAsync()
    {
        var store = JournalStore.In(_folder.Path);
        store.Prepare();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddApiBenchNode(
            new ClusterNodeOptions { Roles = [ClusterRoles.Journal], Embedded = true, LogLevel = LogLevel.Warning },
            (akka, _) => akka
                .WithContractSerialization(MessageContract.Of<ProtocolSerializer>("apibench", typeof(IProtocolMessage)))
                .AddJournalStore(store));
        _host = builder.Build();
        await _host.StartAsync();
        _journal = StartJournal();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_window_out_of_order_is_refused_and_not_kept()
    {
        var refused = await _journal.Ask<WindowRefused>(new RecordWindow(Window(5)), AnswerTime);

        refused.Sequence.ShouldBe(5);
        (await Totals()).Counts.Succeeded.ShouldBe(0);
    }

    [Fact]
    public async Task A_window_sent_twice_is_acknowledged_twice_and_counted_once()
    {
        await Record(Window(0));
        var first = await Record(Window(1));
        var again = await Record(Window(1));

        again.ShouldBe(first);
        (await Totals()).Counts.Succeeded.ShouldBe(3);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        await Record(Window(0));
        await Record(Window(1));
        var before = await Totals();

        await _journal.GracefulStop(AnswerTime);
        _journal = StartJournal();

        var after = await Totals();
        after.Counts.ShouldBe(before.Counts);
        after.Measured[Measure.Latency].Percentile(50).ShouldBe(1000);
        (await Record(Window(2))).Position.Counts.Succeeded.ShouldBe(6);
    }

    [Fact]
    public async Task A_snapshot_shortens_recovery_and_changes_no_figure()
    {
        await Record(Window(0));
        for (var sequence = 1; sequence <= 600; sequence++)
            await Record(Window(sequence));

        await _journal.GracefulStop(AnswerTime);
        _journal = StartJournal();

        var totals = await Totals();
        totals.Counts.Succeeded.ShouldBe(1800);
        totals.Measured[Measure.Latency].Count.ShouldBe(1800);
    }

    [Fact]
    public async Task A_released_run_is_forgotten_for_good()
    {
        await Record(Window(0));
        await Record(Window(1));
        _journal.Tell(new ReleaseRun(Target, Run));
        (await Totals()).Counts.Succeeded.ShouldBe(0);

        await _journal.GracefulStop(AnswerTime);
        _journal = StartJournal();
        (await Totals()).Counts.Succeeded.ShouldBe(0);
    }

    [Fact]
    public async Task Old_events_are_deleted_after_a_snapshot_and_no_figure_changes()
    {
        await Record(Window(0));
        for (var sequence = 1; sequence <= 20; sequence++)
            await Record(Window(sequence));

        _journal.Tell(new ForgetEvents(Target, 15));
        await WhenOldestIs(16);
        await _journal.GracefulStop(AnswerTime);
        _journal = StartJournal();

        (await Totals()).Measured[Measure.Latency].Count.ShouldBe(60);
        (await Record(Window(21))).Position.Counts.Succeeded.ShouldBe(63);
        _journal.Tell(new ForgetEvents(Target, long.MaxValue));
        await WhenOldestIs(null);
        await _journal.GracefulStop(AnswerTime);
        _journal = StartJournal();
        (await Totals()).Counts.Succeeded.ShouldBe(63);
        (await Record(Window(22))).Position.Counts.Succeeded.ShouldBe(66);
    }

    private async Task WhenOldestIs(long? sequence)
    {
        using var patience = new CancellationTokenSource(AnswerTime);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        await using var connection = await JournalStore.In(_folder.Path).OpenAsync(patience.Token);
        while (await connection.ScalarAsync<long>("SELECT MIN(sequence_number) FROM journal WHERE NOT deleted", patience.Token) != sequence)
            await timer.WaitForNextTickAsync(patience.Token);
    }

    private IActorRef StartJournal() => _host.Services.GetRequiredService<ActorSystem>().ActorOf(Props.Create(() => new MetricJournal(Target.Value)));

    private Task<WindowAcknowledged> Record(Window window) => _journal.Ask<WindowAcknowledged>(new RecordWindow(window), AnswerTime);

    private async Task<Messages.Runs.TestMeasurement> Totals() =>
        (await _journal.Ask<TestTotals>(new GetTestTotals(Target, Run, 0), AnswerTime)).Measurement;

    private static Window Window(long sequence) => new()
    {
        Slice = Slice,
        Target = Target,
        Epoch = 1,
        Sequence = sequence,
        StartedAt = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.FromSeconds(1),
        Reserved = 10,
        Measured = sequence == 0 ? Aggregate.Empty : new Aggregate
        {
            Succeeded = 3,
            Distributions = Aggregate.Empty.Distributions.Add(Measure.Latency, Distribution.Of([900, 1000, 1100])),
        },
    };
}
