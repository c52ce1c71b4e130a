using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Statistics;

/// <summary>Values of two samples that rank the same.</summary>
/// <param name="A">How many of the first sample.</param>
/// <param name="B">How many of the second.</param>
internal readonly record struct TieGroup(long A, long B);

/// <summary>Ranks the values of two samples together.</summary>
internal static class TieGroups
{
    /// <summary>The groups by rising value, one for each bucket that is not empty in both.</summary>
    public static IReadOnlyList<TieGroup> Of(Distribution a, Distribution b)
    {
        var groups = new List<TieGroup>(a.Buckets.Length + b.Buckets.Length);
        int left = 0, right = 0;
        while (left < a.Buckets.Length || right < b.Buckets.Length)
        {
            var order = left == a.Buckets.Length ? 1
                : right == b.Buckets.Length ? -1
                : a.Buckets[left].Index.CompareTo(b.Buckets[right].Index);
            groups.Add(new TieGroup(order <= 0 ? a.Buckets[left++].Count : 0, order >= 0 ? b.Buckets[right++].Count : 0));
        }

        return groups;
    }
}
