using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>
/// How a run is held and goes on: pure functions like those of <see cref="RunDecisions"/>. To pause is to have every tester
/// leave its slice in order, and to give none to the next one before the run is resumed.
/// </summary>
internal static class PauseDecisions
{
    /// <summary>Holds a run: one that waits for its turn at once, one that is made when nothing of it is in flight. Empty when it cannot be held.</summary>
    public static IReadOnlyList<IRunEvent> Pause(this RunState state, DateTimeOffset now)
    {
        if (state.Status is RunStatus.Accepted)
            return [new RunPaused(state.Run, now)];
        if (state is not { Status: RunStatus.Running, Stopping: null })
            return [];
        var pausing = new RunPausing(state.Run, now);
        return [pausing, .. state.Apply(pausing).Rest(now)];
    }

    /// <summary>Lets a held run go on: at once before it came to rest, else when its turn comes. Empty when it is not held.</summary>
    public static IReadOnlyList<IRunEvent> Resume(this RunState state, DateTimeOffset now)
    {
        var resumed = new RunResumed(state.Run, now);
        return state.Status switch
        {
            RunStatus.Paused => [resumed],
            RunStatus.Pausing => [resumed, .. state.Apply(resumed).GoOn(now)],
            _ => [],
        };
    }

    /// <summary>Ends the pausing when the last tester is done.</summary>
    public static IReadOnlyList<IRunEvent> Rest(this RunState state, DateTimeOffset now) =>
        state.Status is RunStatus.Pausing && !state.ActiveSlices.Any() ? [new RunPaused(state.Run, now)] : [];

    /// <summary>How long the run was paused in all, pauses that are over.</summary>
    public static TimeSpan TimePaused(this RunState state) =>
        state.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + ((pause.EndedAt ?? pause.StartedAt) - pause.StartedAt));

    /// <summary>Why a run cannot be held, or does not go on.</summary>
    public static RunRefused Refusal(this RunState state) => new(
        state.Run, $"its status is {state.Status.Name()}{(state.Stopping is { } stopping && !state.Status.IsEnd() ? $", and it is being stopped: {stopping.Reason}" : "")}");
}
