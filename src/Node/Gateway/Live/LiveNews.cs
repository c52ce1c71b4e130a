using System.Text.Json;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>What is told live. A new kind is a record here and its name in <see cref="Names"/>.</summary>
internal abstract record LiveNews
{
    /// <summary>The names of events that can be asked for.</summary>
    public static readonly IReadOnlyList<string> Names = ["run", "progress", "end", "removed", "anomaly", "monitor", "alert"];

    /// <summary>The event's name.</summary>
    public abstract string Name { get; }

    /// <summary>The event's data: JSON in one line.</summary>
    public abstract byte[] Data();

    /// <summary>A run is new, or its status is.</summary>
    public sealed record RunChanged(RunHeader Header) : LiveNews
    {
        public override string Name => "run";

        public override byte[] Data() => JsonSerializer.SerializeToUtf8Bytes(RunView.Of(Header), ApiJson.Default.RunView);
    }

    /// <summary>How far a run is.</summary>
    public sealed record RunProgressed(RunProgress Progress, Plan Plan) : LiveNews
    {
        public override string Name => Progress.Header.Status.IsEnd() ? "end" : "progress";

        public override byte[] Data() => JsonSerializer.SerializeToUtf8Bytes(RunView.Of(Progress, Plan), ApiJson.Default.RunView);
    }

    /// <summary>A run is no more.</summary>
    public sealed record RunGone(RunId Run) : LiveNews
    {
        public override string Name => "removed";

        public override byte[] Data() => JsonSerializer.SerializeToUtf8Bytes(new RunRemovedView(Run.Value), ApiJson.Default.RunRemovedView);
    }

    /// <summary>Something goes wrong at a target, gets worse or is over.</summary>
    public sealed record AnomalyChanged(AnomalyNoted Noted) : LiveNews
    {
        public override string Name => "anomaly";

        public override byte[] Data() =>
            JsonSerializer.SerializeToUtf8Bytes(new AnomalyEventView(Noted.Target.Value, Noted.Anomaly), ApiJson.Default.AnomalyEventView);
    }

    /// <summary>What a monitor tells.</summary>
    public sealed record MonitorTold(IMonitorNotice Notice) : LiveNews
    {
        public override string Name => "monitor";

        public override byte[] Data() => JsonSerializer.SerializeToUtf8Bytes(MonitorEventView.Of(Notice), ApiJson.Default.MonitorEventView);
    }

    /// <summary>An alert is new, or something of it.</summary>
    public sealed record AlertChanged(AlertStanding Alert) : LiveNews
    {
        public override string Name => "alert";

        public override byte[] Data() => JsonSerializer.SerializeToUtf8Bytes(AlertView.Of(Alert), ApiJson.Default.AlertView);
    }

    /// <summary>What the reader knows is not what came before: events between are not known any more.</summary>
    public sealed record Reset : LiveNews
    {
        public override string Name => "reset";

        public override byte[] Data() => "null"u8.ToArray();
    }

    /// <summary>The stream lives.</summary>
    public sealed record Ping : LiveNews
    {
        public override string Name => "ping";

        public override byte[] Data() => "null"u8.ToArray();
    }
}
