using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Anomalies;

/// <summary>An anomaly began, got worse or ended: what is known of it now. Published on the event stream of the journal's node, and told to whoever watches.</summary>
/// <param name="Target">The target.</param>
/// <param name="Anomaly">The anomaly, in place of what was known of it before.</param>
public sealed record AnomalyNoted(TargetId Target, Anomaly Anomaly) : IJournalEvent;

/// <summary>Asks a target's journal for its anomalies; answered by <see cref="TargetAnomalies"/>.</summary>
/// <param name="Target">The target.</param>
/// <param name="Since">Those that ended before are left out.</param>
public sealed record GetAnomalies(TargetId Target, DateTimeOffset Since) : IWithTargetId;

/// <summary>
/// Asks for <see cref="TargetAnomalies"/> now and for <see cref="AnomalyNoted"/> on each change, until the asker stops; asked again,
/// it goes on.
/// </summary>
/// <param name="Target">The target.</param>
/// <param name="Since">Of those known already, the ones that ended before are left out.</param>
public sealed record WatchAnomalies(TargetId Target, DateTimeOffset Since) : IWithTargetId;

/// <summary>The anomalies of a target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Anomalies">By rising start.</param>
public sealed record TargetAnomalies(TargetId Target, ImmutableArray<Anomaly> Anomalies) : IWithTargetId;

/// <summary>What the watch over a target knows, as a snapshot keeps it.</summary>
/// <param name="Minutes">The minutes that are not judged yet, by rising start.</param>
/// <param name="Series">The detectors' state.</param>
/// <param name="Noted">The last anomalies, by rising start.</param>
/// <param name="Due">What was found and may not be written yet, in its order.</param>
public sealed record WatchSnapshot(
    ImmutableArray<MinuteOfLoad> Minutes, ImmutableArray<SeriesSnapshot> Series, ImmutableArray<Anomaly> Noted, ImmutableArray<Anomaly> Due);

/// <summary>What a target's load of one minute came to so far.</summary>
/// <param name="Start">When the minute began, UTC.</param>
/// <param name="Seconds">Bit n is set when there was load in the middle of second n.</param>
/// <param name="Measured">What the requests that ended came to.</param>
public sealed record MinuteOfLoad(DateTimeOffset Start, long Seconds, Aggregate Measured);

/// <summary>The state of the detectors of one series.</summary>
/// <param name="Metric">The series, such as <c>latency.p50</c>.</param>
/// <param name="State">The detectors' own format.</param>
/// <param name="Open">The incident that lasts, as it was told last; null without.</param>
public sealed record SeriesSnapshot(string Metric, ImmutableArray<byte> State, Anomaly? Open);
