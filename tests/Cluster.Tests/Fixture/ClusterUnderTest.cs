namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>A lighthouse, a node for everything but load, and two workers.</summary>
internal sealed class ClusterUnderTest : IAsyncDisposable
{
    private readonly List<Member> _members = [];

    private ClusterUnderTest()
    {
    }

    public static IReadOnlyList<string> WorkerNames { get; } = ["worker-1", "worker-2"];

    /// <summary>The node with coordinator, journal and gateway.</summary>
    public Member Main => _members[1];

    /// <summary>The workers, in the order of <see cref="WorkerNames"/>.</summary>
    public IReadOnlyList<Member> Workers => _members[2..];

    /// <summary>Starts the processes one after the other.</summary>
    /// <param name="folder">For what they write.</param>
    /// <param name="database">Where the journals are; null for the node's own file.</param>
    public static async Task<ClusterUnderTest> StartAsync(TestFolder folder, JournalDatabase? database = null)
    {
        var cluster = new ClusterUnderTest();
        try
        {
            cluster._members.Add(await Member.LighthouseAsync(folder));
            string[] seed = ["--seed-nodes", cluster._members[0].Address];
            cluster._members.Add(await Member.NodeAsync(folder, "main", ["--roles", "coordinator,journal,gateway", .. seed, .. database?.Flags ?? []]));
            // One after the other, so that the order is known.
            foreach (var name in WorkerNames)
                cluster._members.Add(await Member.NodeAsync(folder, name, ["--roles", "worker", .. seed]));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
            await member.DisposeAsync();
    }
}
