using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Gateway;

/// <summary>Something of a member of a cluster is not what it was.</summary>
/// <param name="Time">When that was seen, UTC.</param>
/// <param name="Address">The member.</param>
/// <param name="Change">Its new status, or <c>unreachable</c>, <c>reachable</c>, <c>leader</c> or <c>removed</c>.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record MemberChange(DateTimeOffset Time, string Address, string Change, IReadOnlyList<string> Roles, IReadOnlyList<string> Tags)
{
    /// <summary>What changed from one look to the next, in the order of the members; at the first look, all that is there.</summary>
    /// <param name="before">The last look; null at the first.</param>
    /// <param name="now">This look.</param>
    /// <param name="time">When that is.</param>
    public static IEnumerable<MemberChange> Between(ClusterView? before, ClusterView now, DateTimeOffset time)
    {
        var known = (before?.Members ?? []).ToDictionary(member => member.Address, StringComparer.Ordinal);
        foreach (var member in now.Members)
        {
            var old = known.GetValueOrDefault(member.Address);
            if (old?.Status != member.Status)
                yield return Of(member, member.Status);
            if (member.Reachable != (old?.Reachable ?? true))
                yield return Of(member, member.Reachable ? "reachable" : "unreachable");
            known.Remove(member.Address);
        }

        foreach (var gone in known.Values)
            yield return Of(gone, "removed");
        if (now.Leader != before?.Leader && now.Members.FirstOrDefault(member => member.Address == now.Leader) is { } leader)
            yield return Of(leader, "leader");

        MemberChange Of(MemberView member, string change) => new(time, member.Address, change, member.Roles, member.Tags);
    }
}
