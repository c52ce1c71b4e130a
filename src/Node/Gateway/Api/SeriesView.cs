namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>A target's history over some time, as <c>/api/v1/series</c> shows it.</summary>
/// <param name="Target">The target's identity over all runs.</param>
/// <param name="From">When the first point begins.</param>
/// <param name="To">When the last point ends.</param>
/// <param name="ResolutionS">The length of a point, in seconds.</param>
/// <param name="Series">Each metric that was asked for.</param>
public sealed record SeriesView(string Target, DateTimeOffset From, DateTimeOffset To, double ResolutionS, IReadOnlyList<SeriesValuesView> Series);

/// <summary>One metric over some time.</summary>
/// <param name="Metric">Its name.</param>
/// <param name="Unit"><c>ms</c>, <c>per_second</c>, <c>share</c>, <c>usd</c>, or <c>count</c>.</param>
/// <param name="Values">Value n begins n times the resolution after the first; null where nothing was measured.</param>
public sealed record SeriesValuesView(string Metric, string Unit, IReadOnlyList<double?> Values);

/// <summary>The targets with a history.</summary>
/// <param name="Targets">By name.</param>
public sealed record TargetListView(IReadOnlyList<TargetWithHistoryView> Targets);

/// <summary>A target with a history.</summary>
/// <param name="Target">Its identity over all runs.</param>
/// <param name="FirstAt">The beginning of the first hour with load.</param>
/// <param name="LastAt">The beginning of the last minute with load.</param>
public sealed record TargetWithHistoryView(string Target, DateTimeOffset FirstAt, DateTimeOffset LastAt);
