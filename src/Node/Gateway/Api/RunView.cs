using System.Text.Json;
using System.Text.Json.Serialization;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Trends;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>A run as <c>/api/v1/runs/{id}</c> shows it, and as its event stream tells it.</summary>
public sealed record RunView
{
    /// <summary>Its identifier.</summary>
    public required string RunId { get; init; }

    /// <summary>What the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Why it stands there, where that needs a word.</summary>
    public string? Reason { get; init; }

    /// <summary>The monitor that asked for it; absent for others.</summary>
    public string? Monitor { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When its first test began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Each test of each target in the order of the plan; null in lists.</summary>
    public IReadOnlyList<TestView>? Tests { get; init; }

    /// <summary>A run's line in a list.</summary>
    public static RunView Of(RunHeader header) => new()
    {
        RunId = header.Run.Value,
        Name = header.Name,
        Status = header.Status,
        Reason = header.Reason,
        Monitor = header.Monitor?.Value,
        AcceptedAt = header.AcceptedAt,
        StartedAt = header.StartedAt,
        EndedAt = header.EndedAt,
    };

    /// <summary>A run with its tests.</summary>
    public static RunView Of(RunProgress progress, Plan plan) => Of(progress.Header) with
    {
        Tests = [.. progress.Tests.Select(test => TestView.Of(test, plan))],
    };
}

/// <summary>How far one test of one target is.</summary>
public sealed record TestView
{
    /// <summary>The target: <c>provider/model</c>, with its base URL where that tells two apart.</summary>
    public required string Target { get; init; }

    /// <summary>The test's name.</summary>
    public required string Test { get; init; }

    /// <summary>Which step of the test is being made, from 1; null where the test is one load.</summary>
    public int? Step { get; init; }

    /// <summary>How many steps there are at the most.</summary>
    public int? Steps { get; init; }

    /// <summary>Where it stands.</summary>
    public required TestPhase Phase { get; init; }

    /// <summary>Why it stands there, where that needs a word.</summary>
    public string? Reason { get; init; }

    /// <summary>How many requests there will be; null when time decides.</summary>
    public long? Planned { get; init; }

    /// <summary>For how many seconds requests will be started; null when their number decides.</summary>
    public double? DurationS { get; init; }

    /// <summary>Seconds measured so far.</summary>
    public required double ElapsedS { get; init; }

    /// <summary>Requests answered.</summary>
    public required long Succeeded { get; init; }

    /// <summary>Requests that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Failures by kind.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>Mean latency of the requests answered; null before the first.</summary>
    public double? MeanLatencyMs { get; init; }

    /// <summary>The nodes that do the work.</summary>
    public required IReadOnlyList<string> Workers { get; init; }

    /// <summary>The view of one test's progress.</summary>
    public static TestView Of(TestProgress progress, Plan plan) => new()
    {
        Target = plan.LabelOf(plan.Targets[progress.Target]),
        Test = plan.Tests[progress.Test].Name,
        Step = plan.Tests[progress.Test].Step?.Number,
        Steps = plan.Tests[progress.Test].Step?.Count,
        Phase = progress.Phase,
        Reason = progress.Reason,
        Planned = progress.Planned,
        DurationS = progress.Duration?.TotalSeconds,
        ElapsedS = progress.Elapsed.TotalSeconds,
        Succeeded = progress.Succeeded,
        Failed = progress.Failed,
        Errors = progress.Errors.ToDictionary(error => error.Key.Name(), error => error.Value),
        MeanLatencyMs = progress.Succeeded == 0 ? null : progress.MeanLatency.TotalMilliseconds,
        Workers = progress.Workers,
    };
}

/// <summary>A page of runs, the newest first.</summary>
/// <param name="Runs">The runs, without their tests.</param>
/// <param name="Next">What to give as <c>before</c> for the page after this; null on the last.</param>
public sealed record RunListView(IReadOnlyList<RunView> Runs, string? Next);

/// <summary>An error as RFC 9457 has it; served as <c>application/problem+json</c>.</summary>
public sealed record ProblemView
{
    /// <summary>What kind of problem, as a relative reference.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The kind in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What happened and what to do.</summary>
    public string? Detail { get; init; }

    /// <summary>Everything wrong with a plan.</summary>
    public IReadOnlyList<PlanError>? Errors { get; init; }
}

/// <summary>The JSON of the REST API: snake case, absent where null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    Converters = [typeof(SnakeCase<RunStatus>), typeof(SnakeCase<FiringStatus>), typeof(SnakeCase<BurnUrgency>), typeof(SnakeCase<TestPhase>), typeof(SnakeCase<AnomalyKind>), typeof(SnakeCase<Severity>),
        typeof(SnakeCase<TrendDirection>), typeof(SnakeCase<RecommendationKind>), typeof(SnakeCase<Verdict>), typeof(SnakeCase<Role>),
        typeof(SnakeCase<AlertState>), typeof(SnakeCase<AlertPhase>), typeof(SnakeCase<AlertSource>), typeof(SnakeCase<NotificationKind>), typeof(SnakeCase<DeliveryState>), typeof(SnakeCase<SilenceState>)])]
[JsonSerializable(typeof(RunView))]
[JsonSerializable(typeof(RunListView))]
[JsonSerializable(typeof(MonitorView))]
[JsonSerializable(typeof(MonitorListView))]
[JsonSerializable(typeof(FiringListView))]
[JsonSerializable(typeof(SloListView))]
[JsonSerializable(typeof(NextFiringsView))]
[JsonSerializable(typeof(AnomalyListView))]
[JsonSerializable(typeof(AlertListView))]
[JsonSerializable(typeof(AlertView))]
[JsonSerializable(typeof(SilenceListView))]
[JsonSerializable(typeof(SilenceView))]
[JsonSerializable(typeof(ChannelTestView))]
[JsonSerializable(typeof(SeriesView))]
[JsonSerializable(typeof(TargetListView))]
[JsonSerializable(typeof(AnomalyEventView))]
[JsonSerializable(typeof(MonitorEventView))]
[JsonSerializable(typeof(RunRemovedView))]
[JsonSerializable(typeof(ClusterView))]
[JsonSerializable(typeof(ShardRegionListView))]
[JsonSerializable(typeof(ShardRegionView))]
[JsonSerializable(typeof(ActorTreeView))]
[JsonSerializable(typeof(LogView))]
[JsonSerializable(typeof(ShardContentsView))]
[JsonSerializable(typeof(ForecastView))]
[JsonSerializable(typeof(TrendView))]
[JsonSerializable(typeof(RecommendationListView))]
[JsonSerializable(typeof(OverviewView))]
[JsonSerializable(typeof(TargetComparisonView))]
[JsonSerializable(typeof(KeyListView))]
[JsonSerializable(typeof(NewKeyView))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(ChangeListView))]
[JsonSerializable(typeof(CatalogueEntryView))]
[JsonSerializable(typeof(CatalogueListView))]
[JsonSerializable(typeof(ProblemView))]
public sealed partial class ApiJson : JsonSerializerContext;

internal sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
