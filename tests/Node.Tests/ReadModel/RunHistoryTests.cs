using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator;
using AkkaApiBench.Node.Coordinator.Runs;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel;
using AkkaApiBench.Node.ReadModel.Runs;
using CsCheck;

namespace AkkaApiBench.Node.Tests.ReadModel;

/// <summary>What the tables tell of runs, against what the coordinator knows.</summary>
public sealed class RunHistoryTests
{
    private static readonly DateTimeOffset Start = SampleLoad.Start;
    private static readonly MonitorId Nightly = new("nightly");

    /// <summary>Something that happens to one of some runs, of which several were accepted in the same second.</summary>
    private static readonly Gen<ICoordinatorEvent> AnyEvent =
        from run in Gen.Int[0, 9]
        from kind in Gen.Int[0, 5]
        let id = IdOf(run)
        let line = new RunHeader(id, $"run {run}", kind == 1 ? RunStatus.Completed : RunStatus.Running, null, AcceptedAt(run), AcceptedAt(run), kind == 1 ? AcceptedAt(run) : null)
        {
            Monitor = MonitorOf(run),
        }
        select kind switch
        {
            0 => new RunRemoved(id),
            1 or 2 => new RunListed(line),
            _ => (ICoordinatorEvent)new RunQueued(id, line.Name, null, line.AcceptedAt) { Monitor = line.Monitor },
        };

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Lists_are_the_coordinators_however_far_the_tables_are_and_when_made_anew(string kind)
    {
        await using var database = await TestDatabase.StartAsync(kind);
        var history = new StoredRunHistory(database.Store);
        await Gen.Select(AnyEvent.Array[0, 150], AnyEvent.Array[0, 150], Gen.Int[1, 11]).SampleAsync(
            async (first, later, limit) =>
            {
                await ClearAsync(database);
                await database.AddAsync(TestCoordinator.PersistenceIdOfAll, first);
                await database.CatchUpAsync();
                await database.AddAsync(TestCoordinator.PersistenceIdOfAll, later);

                var known = first.Concat(later).Aggregate(CoordinatorState.Empty, (state, happened) => state.Apply(happened));
                var expected = await PagesAsync(query => Task.FromResult<RunPage?>(known.Page(query)), limit);
                (await PagesAsync(query => history.ListAsync(query, default), limit)).ShouldBe(expected);

                var projection = new Projection(database.Store);
                await projection.BeginAgainAsync(default);
                (await PagesAsync(query => history.ListAsync(query, default), limit)).ShouldBe(expected);
                await projection.RebuildAsync(default);
                (await PagesAsync(query => history.ListAsync(query, default), limit)).ShouldBe(expected);
            },
            iter: 10, threads: 1);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_result_of_a_run_is_what_its_own_events_tell_and_the_same_when_made_anew(string kind)
    {
        await using var database = await TestDatabase.StartAsync(kind);
        var history = new StoredRunHistory(database.Store);
        var ended = await AddRunAsync(database, 1, RunStatus.Completed);
        var going = await AddRunAsync(database, 2, RunStatus.Running);
        await database.CatchUpAsync();

        (await history.FindAsync(going.Run, default)).ShouldBeNull();
        await ShouldTellAsync(history, ended);

        await new Projection(database.Store).RebuildAsync(default);
        await ShouldTellAsync(history, ended);
    }

    [Fact]
    public async Task A_run_that_was_removed_is_gone_at_once()
    {
        await using var database = await TestDatabase.StartAsync(OnSqliteAttribute.Kind);
        var history = new StoredRunHistory(database.Store);
        var run = await AddRunAsync(database, 1, RunStatus.Completed);
        await database.CatchUpAsync();

        await database.AddAsync(TestCoordinator.PersistenceIdOfAll, [new RunRemoved(run.Run)]);

        (await history.FindAsync(run.Run, default)).ShouldBeNull();
        (await history.ListAsync(new ListRuns(10), default))!.Runs.ShouldBeEmpty();
        await database.CatchUpAsync();
        (await history.FindAsync(run.Run, default)).ShouldBeNull();
        (await history.ListAsync(new ListRuns(10), default))!.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tables_of_an_older_version_are_filled_with_the_runs_that_there_were()
    {
        await using var database = await TestDatabase.StartAsync(OnSqliteAttribute.Kind);
        var run = await AddRunAsync(database, 1, RunStatus.Completed);
        await database.CatchUpAsync();
        await using (var connection = await database.OpenAsync())
        {
            foreach (var table in new[] { "runs", "run_plans", "run_measurements" })
                await connection.ExecuteAsync($"DROP TABLE {table}", default);
            await connection.ExecuteAsync("UPDATE read_model SET version = 1", default);
        }

        database.Store.Prepare();
        await database.CatchUpAsync();

        await ShouldTellAsync(new StoredRunHistory(database.Store), run);
    }

    /// <summary>A run of two tests on one target, and of the same by tag, in the journals of the run and the coordinator.</summary>
    private static async Task<RunState> AddRunAsync(TestDatabase database, int number, RunStatus status)
    {
        var run = IdOf(number);
        var plan = new Plan
        {
            Name = $"run {number}",
            Targets = [new Target { Provider = "openai", Model = "m", BaseUrl = new Uri("http://127.0.0.1/v1") }],
            Tests = [new Test("latency", TestType.Latency, new IterationsLoad(2, 1)), new Test("throughput", TestType.Throughput, new IterationsLoad(3, 1))],
        };
        IRunEvent[] events =
        [
            new RunAccepted(run, plan, AcceptedAt(number)),
            new RunStarted(run, AcceptedAt(number).AddSeconds(1)),
            new TestMeasured(run, 0, MeasurementOf(1, null)),
            new TestMeasured(run, 0, MeasurementOf(0, "eu")),
            new TestMeasured(run, 0, MeasurementOf(0, null)),
            .. status.IsEnd() ? new[] { new RunEnded(run, status, "as planned", AcceptedAt(number).AddSeconds(9)) } : [],
        ];
        var state = events.Aggregate(new RunState { Run = run }, (state, happened) => state.Apply(happened));
        await database.AddAsync(TestCoordinator.PersistenceIdOfAll, [new RunQueued(run, plan.Name, null, AcceptedAt(number))]);
        await database.AddAsync(TestRun.PersistenceIdOf(run), events);
        await database.AddAsync(TestCoordinator.PersistenceIdOfAll, [new RunListed(state.Header)]);
        return state;
    }

    private static TestMeasurement MeasurementOf(int test, string? tag) => new(
        test, new RequestCounts(2, 0, 0, 0), TimeSpan.FromSeconds(2), SampleLoad.WindowAt(SampleLoad.Target, 0, 1, [1000 + test, 2000], 0).Measured, default) { Tag = tag };

    private static async Task ShouldTellAsync(StoredRunHistory history, RunState run)
    {
        var found = (await history.FindAsync(run.Run, default)).ShouldNotBeNull();

        ProtocolSerializer.Write(found.Run).ShouldBe(ProtocolSerializer.Write(run.Described!));
        ProtocolSerializer.Write(found.Measured.ShouldHaveSingleItem()).ShouldBe(ProtocolSerializer.Write(run.Answer(new GetTargetMeasurements(run.Run, 0))));
    }

    /// <summary>All pages, of all runs and of those of a monitor.</summary>
    private static async Task<IReadOnlyList<RunHeader>> PagesAsync(Func<ListRuns, Task<RunPage?>> ask, int limit)
    {
        var lines = new List<RunHeader>();
        foreach (var monitor in new MonitorId?[] { null, Nightly })
        {
            var page = (await ask(new ListRuns(limit) { Monitor = monitor }))!;
            lines.AddRange(page.Runs);
            while (page.HasMore)
            {
                page = (await ask(new ListRuns(limit, page.Runs[^1].Run) { Monitor = monitor }))!;
                lines.AddRange(page.Runs);
            }
        }

        return lines;
    }

    private static RunId IdOf(int run) => new($"20261124-17580{run / 4}-{(char)('a' + (run * 7 % 10))}");

    private static DateTimeOffset AcceptedAt(int run) => Start.AddSeconds(run / 4);

    private static MonitorId? MonitorOf(int run) => run % 3 == 0 ? Nightly : null;

    private static async Task ClearAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        foreach (var table in new[] { "journal", "runs" })
            await connection.ExecuteAsync($"DELETE FROM {table}", default);
    }
}
