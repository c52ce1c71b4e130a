using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Timing;

/// <summary>A profile's clock: starts at a time of its own and runs at a speed of its own.</summary>
internal sealed class ProfileClock(TimeProvider time, ClockSettings settings)
{
    private readonly DateTimeOffset _start = settings.Start ?? time.GetUtcNow();
    private readonly long _origin = time.GetTimestamp();

    /// <summary>The profile's time since the clock was started.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_origin) * settings.Speed;

    /// <summary>What the clock shows <paramref name="elapsed"/> after its start, UTC.</summary>
    public DateTimeOffset TimeAt(TimeSpan elapsed) =>
        elapsed < DateTimeOffset.MaxValue - _start ? _start + elapsed : DateTimeOffset.MaxValue;
}
