namespace AkkaApiBench.Cluster.Tests.Peers;

/// <summary>A test that needs the servers of <c>Peers/package.json</c>; skipped where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute()
    {
        if (!File.Exists(PeerServer.Script))
            Skip = "needs 'npm ci --prefix tests/Cluster.Tests/Peers' (Node.js)";
    }
}
