using System.Net;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator;

/// <summary>What a simulator serves, and where.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The providers; each name once.</summary>
    public IReadOnlyList<Profile> Profiles { get; init; } = BuiltInProfiles.All;

    /// <summary>The seed of all random numbers: the n-th request of a profile is answered the same for the same seed.</summary>
    public long Seed { get; init; }

    /// <summary>The address to listen at.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen at; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>True to speak HTTP/2 with prior knowledge in place of HTTP/1.1.</summary>
    public bool Http2 { get; init; }

    /// <summary>How many ended requests the truth is kept of; 0 for none.</summary>
    public int TruthCapacity { get; init; } = 10_000;

    /// <summary>True to keep with the truth what each request asked.</summary>
    public bool KeepsBodies { get; init; }

    /// <summary>The time that limits, incidents and hours of the day go by. Latencies are always real.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
