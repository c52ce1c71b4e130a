using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Measurement;

/// <summary>Adds up figures that are kept by a key.</summary>
internal static class SortedDictionaries
{
    /// <summary>Both together; what is in both is added.</summary>
    public static ImmutableSortedDictionary<TKey, TValue> MergedWith<TKey, TValue>(
        this ImmutableSortedDictionary<TKey, TValue> left, ImmutableSortedDictionary<TKey, TValue> right, Func<TValue, TValue, TValue> add)
        where TKey : notnull
    {
        if (right.IsEmpty)
            return left;
        var merged = left.ToBuilder();
        foreach (var (key, value) in right)
            merged[key] = merged.TryGetValue(key, out var present) ? add(present, value) : value;
        return merged.ToImmutable();
    }
}
