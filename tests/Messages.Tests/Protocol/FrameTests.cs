using System.Collections.Immutable;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Tests.Plans;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Protocol;

/// <summary>No message between nodes exceeds the 128,000 bytes that remoting takes by default.</summary>
public sealed class FrameTests
{
    private const int FrameBytes = 128_000;
    private const long ManyValues = (1 << 21) - 1;

    /// <summary>A message without anything that can grow, with room for any identifier.</summary>
    private const int SmallBytes = 8_000;

    private static readonly RunId Run = new(new string('r', 64));
    private static readonly RunHeader Header = new(Run, new string('ä', 100), RunStatus.Failed, new string('r', 400), default, default, default);

    /// <summary>What has a limit of its own that <see cref="Largest"/> shows, or is only kept and never sent.</summary>
    private static readonly Type[] OnlyKept =
    [
        typeof(WindowRecorded), typeof(JournalSnapshot), typeof(RunAccepted), typeof(TestMeasured), typeof(TestStarted),
        typeof(AlertsSnapshot),
        typeof(MonitorSaved), typeof(MonitorsSnapshot), typeof(FiringSettled), typeof(FiringDecided),
    ];

    public static TheoryData<string> Sent =>
        [.. Messages.Protocol.Contracts.All.Where(contract => !OnlyKept.Contains(contract.Type)).Select(contract => contract.Manifest)];

    [Theory]
    [MemberData(nameof(Sent))]
    public void A_message_fits_a_frame(string manifest)
    {
        var contract = Messages.Protocol.Contracts.All.Single(contract => contract.Manifest == manifest);

        if (Largest(contract.Type) is { } largest)
            contract.Write(largest).Length.ShouldBeInRange(SmallBytes, Frame.MostBytes);
        else
            Gen.Int.Sample(seed => contract.Write(new AnyMessage(seed).Of(contract.Type)).Length.ShouldBeLessThan(SmallBytes), iter: 30);
    }

    [Fact]
    public void One_distribution_always_fits()
    {
        var part = new TestMeasurement(0, default, default, Measured(EveryBucket, 1), default);

        Frame.SizeOf(part).ShouldBeInRange(90_000, Frame.MostBytes - 10_000);
    }

    [Fact]
    public void Room_is_left_for_the_envelope() => (FrameBytes - Frame.MostBytes).ShouldBeGreaterThan(4_000);

    /// <summary>However much was measured: every page fits, and together they are the whole.</summary>
    [Fact]
    public void Measurements_in_parts_come_to_the_same() =>
        Gen.Select(Gen.Int[0, 23_220], Gen.Int[1, 14], Gen.Int[1, 4]).Sample((buckets, measures, tests) =>
        {
            ImmutableArray<TestMeasurement> whole =
            [
                .. Enumerable.Range(0, tests).Select(test => new TestMeasurement(
                    test, new RequestCounts(1, 2, 3, 4), TimeSpan.FromSeconds(5),
                    Measured(buckets, measures) with { Succeeded = 7, Cost = new Usd(8), TokenSource = TokenSource.Usage }, new WarmupUsage(9, default, default))),
            ];

            var parts = new List<TestMeasurement>();
            for (int? next = 0; next is { } first;)
            {
                (var page, next) = MeasurementParts.Page(whole, first);
                page.Sum(Frame.SizeOf).ShouldBeLessThan(Frame.MostBytes);
                parts.AddRange(page);
            }

            AnyMessage.Describe(MeasurementParts.Join(parts)).ShouldBe(AnyMessage.Describe(whole));
        }, iter: 6, threads: 1);

    [Fact]
    public void Small_measurements_come_in_one_message() =>
        MeasurementParts.Page(Enumerable.Range(0, 20).Select(test => new TestMeasurement(test, default, default, Measured(100, 9), default)), 0)
            .Next.ShouldBeNull();

    [Fact]
    public void Progress_of_a_large_run_names_fewer_workers()
    {
        var shown = Progress(tests: 200, workers: 50).Fitting();

        shown.Tests.Length.ShouldBe(200);
        shown.Tests.ShouldAllBe(test => test.Workers.Length == 10);
        Progress(tests: 20, workers: 50).Fitting().Tests.ShouldAllBe(test => test.Workers.Length == 50);
    }

    [Fact]
    public void A_plan_with_more_tests_of_targets_than_progress_can_tell_is_refused()
    {
        var targets = string.Join(", ", Enumerable.Range(0, 51).Select(i => $"openai/m{i}"));
        var tests = string.Join(", ", Enumerable.Range(0, 10).Select(i => $"{{ type: latency, name: t{i} }}"));

        Reading.Yaml($"targets: [{targets}]\ntests: [{tests}]").OnlyError().ToString().ShouldContain("500");
    }

    [Fact]
    public void A_plan_that_is_too_large_in_all_is_refused()
    {
        var error = LargePlan(targets: 100, tags: 10, tagLength: 40).OnlyError();

        error.ToString().ShouldContain("at most 110000");
        LargePlan(targets: 60, tags: 10, tagLength: 40).Plan().Targets.Count.ShouldBe(60);
    }

    /// <summary>The largest message of a type that can grow; null for others.</summary>
    private static object? Largest(Type type) => type switch
    {
        _ when type == typeof(SubmitRun) => new SubmitRun(Run, LargestPlan, new string('k', 255)),
        _ when type == typeof(RunPlan) => new RunPlan(Header, LargestPlan),
        _ when type == typeof(Messages.Slices.StartSlice) => new Messages.Slices.StartSlice
        {
            Slice = new SliceId(Run, 0, 0, 0),
            Epoch = 1,
            Target = LargestPlan.Targets[0],
            Type = TestType.Latency,
            Load = LargestPlan.Tests[0].Load,
            Workload = LargestPlan.Workload,
            Objectives = [.. LargestPlan.Objectives],
        },
        _ when type == typeof(SaveMonitor) => new SaveMonitor(Monitor.Id, LargestMonitor, true, null, new string('b', 200)),
        _ when type == typeof(MonitorShown) => new MonitorShown(Monitor, LargestMonitor.Source),
        _ when type == typeof(MonitorHistory) => new MonitorHistory(Monitor.Id, [.. Enumerable.Repeat(Monitor.Last!, 100)]),
        _ when type == typeof(MonitorPage) => new MonitorPage([.. Frame.Fitting(Enumerable.Repeat(Monitor, 500), Frame.SizeOf)], true),
        _ when type == typeof(RunPage) => new RunPage([.. Frame.Fitting(Enumerable.Repeat(Header, 500), Frame.SizeOf)], true),
        _ when type == typeof(RunProgress) => Progress(tests: 500, workers: 1000).Fitting(),
        _ when type == typeof(TargetMeasurements) => new TargetMeasurements(Run, 1, MeasurementParts.Page([new(0, default, default, Measured(EveryBucket / 4, 14), default)], 0).Tests),
        _ when type == typeof(TestTotals) => new TestTotals(new TargetId(new string('t', 500)), Run, MeasurementParts.Page([new(0, default, default, Measured(EveryBucket, 14), default)], 0).Tests.Single()),
        // Windows are cut where they are made, at 20,000 buckets and one request's more.
        _ when type == typeof(RecordWindow) => new RecordWindow(new Window
        {
            Slice = new SliceId(Run, 0, 0, 0),
            Target = new TargetId(new string('t', 500)),
            Epoch = 1,
            Sequence = 1,
            StartedAt = default,
            Duration = default,
            Reserved = 1,
            Measured = Measured(2_000, 14),
        }),
        _ => null,
    };

    private static Plan LargestPlan { get; } = LargePlan(targets: 60, tags: 10, tagLength: 40).Plan();

    private static MonitorSpec LargestMonitor { get; } = new()
    {
        Name = new string('ä', 100),
        Plan = Reading.Yaml("targets: [ openai/m ]\ntests: [ latency ]").Plan(),
        Schedule = new Schedule("0 3 * * *", "Europe/Berlin", TimeSpan.Zero),
        Source = new string('s', 99_000),
    };

    private static MonitorSummary Monitor { get; } = new()
    {
        Id = new MonitorId(new string('m', 64)),
        Name = new string('ä', 100),
        IsEnabled = true,
        Targets = [.. LargestMonitor.Plan.Targets.Select(target => target.Id)],
        Schedule = LargestMonitor.Schedule,
        Revision = 1,
        CreatedAt = default,
        CreatedBy = new string('b', 200),
        ChangedAt = default,
        ChangedBy = new string('b', 200),
        Last = new Firing { Due = default, At = default, Status = FiringStatus.Failed, Run = Run, By = new string('b', 200), Reason = new string('ä', 200) },
        Slos = [.. Enumerable.Range(0, 10).Select(_ => new SloFigures(new string('ä', 100), new string('e', 200), 0.5, default)
        {
            Target = new string('t', 500), Good = 1, Total = 1, BudgetLeft = 1, Burns = [.. Enumerable.Repeat(new BurnFigure(default, 1), 5)],
        })],
    };

    private static int EveryBucket => HistogramBuckets.Count;

    private static PlanReading LargePlan(int targets, int tags, int tagLength)
    {
        var text = new string('x', 32_000);
        var names = string.Join(", ", Enumerable.Range(0, targets).Select(i =>
            $"{{ provider: openai-compatible, model: m{i}, base_url: 'http://127.0.0.1/{new string('p', 600)}', tags: [{string.Join(", ", Enumerable.Range(0, tags).Select(tag => new string('t', tagLength - 2) + tag))}] }}"));
        return Reading.Yaml($"targets: [{names}]\ntests: [ latency ]\nworkload: {{ messages: [ {{ role: user, content: {text} }} ] }}");
    }

    private static RunProgress Progress(int tests, int workers)
    {
        var errors = Enum.GetValues<ErrorKind>().ToImmutableSortedDictionary(kind => kind, _ => 1_000_000L);
        ImmutableArray<string> names = [.. Enumerable.Range(0, workers).Select(i => $"worker-{i}.workers.apibench.svc:4053")];
        return new RunProgress(Header,
        [
            .. Enumerable.Range(0, tests).Select(test => new TestProgress
            {
                Test = test,
                Target = 99,
                Phase = TestPhase.Running,
                Reason = tests < 500 ? null : new string('r', 500),
                Planned = 1_000_000_000,
                Duration = TimeSpan.FromDays(1),
                Elapsed = TimeSpan.FromDays(1),
                Succeeded = 1_000_000_000,
                Errors = tests < 500 ? errors.Clear() : errors,
                MeanLatency = TimeSpan.FromMinutes(1),
                Workers = names,
            }),
        ]);
    }

    private static Aggregate Measured(int buckets, int measures)
    {
        var distribution = new Distribution([.. Enumerable.Range(0, buckets).Select(index => new Bucket(index, ManyValues))], 1, 2, 3, 4);
        return new Aggregate
        {
            Distributions = Enum.GetValues<Measure>().Take(measures).ToImmutableSortedDictionary(measure => measure, _ => distribution),
        };
    }
}
