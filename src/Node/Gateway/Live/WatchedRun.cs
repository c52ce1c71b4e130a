using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>What the hub knows of a run that somebody may listen to.</summary>
internal sealed class WatchedRun
{
    /// <summary>What it does; null until it is known.</summary>
    public RunPlan? Plan { get; set; }

    /// <summary>How far it was when that was heard last and could not be told, for its plan was not known.</summary>
    public RunProgress? Untold { get; set; }

    /// <summary>True when it was seen to go on: its end is news for all, and not for those alone who ask for it.</summary>
    public bool WasGoingOn { get; set; }

    /// <summary>Those who listen to it alone.</summary>
    public HashSet<LiveSubscriber> Subscribers { get; } = [];
}
