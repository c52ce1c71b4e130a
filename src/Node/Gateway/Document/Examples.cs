using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Trends;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>What answers could look like.</summary>
internal static class Examples
{
    private const string Target = "openai/gpt-4o-mini";
    private const string Node = "akka.tcp://apibench@10.0.0.1:4053";
    private const string RunName = "20261124-170201-k3v9qa";
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly Anomaly Spike = new()
    {
        Metric = "latency.p50",
        Kind = AnomalyKind.LatencySpike,
        Severity = Severity.High,
        Confidence = 0.98,
        Start = Noon,
        Peak = Noon.AddMinutes(3),
        End = Noon.AddMinutes(8),
        Expected = 420.5,
        Observed = 1931,
    };

    private static readonly RunView Run = new()
    {
        RunId = RunName,
        Name = "nightly",
        Status = RunStatus.Running,
        AcceptedAt = Noon,
        StartedAt = Noon.AddSeconds(1),
        Tests =
        [
            new TestView
            {
                Target = Target,
                Test = "latency",
                Phase = TestPhase.Running,
                Planned = 50,
                ElapsedS = 12,
                Succeeded = 24,
                Failed = 1,
                Errors = new Dictionary<string, long> { ["rate_limited"] = 1 },
                MeanLatencyMs = 431.2,
                Workers = [Node],
            },
        ],
    };

    private static readonly ClusterView Cluster = new()
    {
        Self = Node,
        Leader = Node,
        AllReachable = true,
        Members = [new MemberView { Address = Node, Status = "up", Reachable = true, Roles = ["coordinator", "gateway", "journal", "worker"], Tags = ["eu-west"] }],
    };

    public static IServiceCollection AddExamples(this IServiceCollection services) => services
        .AddMonitorExamples()
        .AddAlertExamples()
        .AddAccessExamples()
        .AddCatalogueExamples()
        .AddExample(new ProblemView
        {
            Type = "/problems/invalid-plan",
            Title = "The plan is not valid.",
            Status = 400,
            Detail = "tests[0].iterations: -1 is not allowed; allowed: a whole number from 1 to 100000000",
            Errors = [new PlanError("tests[0].iterations", "-1", "a whole number from 1 to 100000000")],
        })
        .AddExample(Run)
        .AddExample(new RunListView([Run with { Tests = null }], RunName))
        .AddExample(new AnomalyListView(Target, [Spike]))
        .AddExample(new SeriesView(Target, Noon, Noon.AddMinutes(3), 60, [new SeriesValuesView("latency.p50", "ms", [418.2, null, 431.7])]))
        .AddExample(new TargetListView([new TargetWithHistoryView(Target, Noon.AddDays(-28), Noon)]))
        .AddExample(Cluster)
        .AddExample(new ShardRegionListView(["testers", "journals"]))
        .AddExample(new ShardRegionView { Type = "journals", Nodes = [new RegionNodeView { Address = Node, Shards = [new ShardView("17", 2)] }] })
        .AddExample(new ForecastView
        {
            Target = Target,
            Metric = "latency.p50",
            Unit = "ms",
            Horizon = "day",
            ResolutionS = 3600,
            Values = 672,
            FirstValueAt = Noon.AddDays(-28),
            LastValueAt = Noon.AddHours(-1),
            SeasonsS = [86400, 604800],
            Methods = [new MethodView("holt_winters(24)", 1, 0.62)],
            Steps = [new ForecastStepView(Noon, 430, 402, 461, 390, 480)],
            Breaches = [new BreachView("latency.p50 < 500ms", 0.02, 0.05, Noon, 0.02, null, [0.02])],
        })
        .AddExample(new TrendView
        {
            Target = Target,
            Metric = "latency.p50",
            Unit = "ms",
            Values = 650,
            From = Noon.AddDays(-28),
            To = Noon,
            Direction = TrendDirection.Rising,
            SlopePerDay = 2.1,
            SlopePerDayCi95 = [1.4, 2.8],
            PValue = 0.001,
            Changes = [new LevelChangeView(Noon.AddDays(-9), 410, 452)],
            Hours = new CycleView(["04:00"], ["15:00"], [new PlaceView("04:00", -38, true, 28), new PlaceView("15:00", 55, true, 28)]),
            Weekdays = new CycleView([], [], [new PlaceView("monday", 3, false, 4)]),
        })
        .AddExample(new RecommendationListView(
            [
                new RecommendationView
                {
                    Kind = RecommendationKind.RetryWaste,
                    Target = Target,
                    Advice = "Lower the rate: tries that failed were paid for.",
                    SavingUsd = 0.12m,
                    SavingShare = 0.06,
                    SpentUsd = 2,
                    Evidence = ["120 of 2,000 tries failed after they had been charged."],
                    From = Noon.AddDays(-7),
                    To = Noon,
                    Runs = [RunName],
                },
            ],
            []));
}
