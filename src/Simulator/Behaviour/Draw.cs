namespace AkkaApiBench.Simulator.Behaviour;

/// <summary>What random numbers are drawn for; each has a sequence of its own, so that none shifts another.</summary>
internal enum DrawPurpose
{
    FirstToken = 1,
    TokenGaps,
    OutputLength,
    Fault,
    FaultPosition,
    Text,
}

/// <summary>
/// A sequence of random numbers fixed by seed, profile, request number and purpose: SplitMix64
/// (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
/// </summary>
internal struct Draw
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    private Draw(ulong state) => _state = state;

    public static Draw For(long seed, string profile, long number, DrawPurpose purpose)
    {
        var state = Mix(unchecked((ulong)seed + GoldenGamma));
        state = Mix(state ^ HashOf(profile));
        state = Mix(state ^ unchecked((ulong)number * GoldenGamma));
        return new Draw(Mix(state ^ (ulong)purpose));
    }

    /// <summary>A whole number of 64 random bits.</summary>
    public ulong Next() => Mix(_state = unchecked(_state + GoldenGamma));

    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal number (Box and Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());

    private static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>FNV-1a; <see cref="string.GetHashCode()"/> differs from process to process.</summary>
    private static ulong HashOf(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * 0x100000001B3);
        return hash;
    }
}
