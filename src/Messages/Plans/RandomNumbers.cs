namespace AkkaApiBench.Messages.Plans;

/// <summary>
/// Random numbers that are a function of a seed and a number alone (SplitMix64: Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014), so that every process that has the seed sees the same ones, in any order.
/// </summary>
/// <param name="State">What the numbers follow from.</param>
public readonly record struct RandomNumbers(ulong State)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const double ToUnit = 1.0 / (1UL << 53);

    /// <summary>Those of a seed.</summary>
    public static RandomNumbers Of(long seed) => new(Mix((ulong)seed));

    /// <summary>One of the many independent sequences within this one.</summary>
    public RandomNumbers Inner(long name) => new(Mix(Mix(State ^ Golden) + (ulong)name));

    /// <summary>The n-th number, from 0 to less than 1.</summary>
    public double Unit(long number) => (Mix(State + ((ulong)number * Golden)) >> 11) * ToUnit;

    /// <summary>The n-th number below <paramref name="bound"/>.</summary>
    public int Below(int bound, long number) => (int)(Unit(number) * bound);

    /// <summary>The items in an order of its own (Fisher and Yates' shuffle).</summary>
    public IReadOnlyList<T> Shuffle<T>(IReadOnlyList<T> items)
    {
        T[] shuffled = [.. items];
        for (var last = shuffled.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1, last);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }

    private static ulong Mix(ulong state)
    {
        state += Golden;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
