namespace AkkaApiBench.Hosting.Membership;

/// <summary>How patient a node is. Akka's own values are for hundreds of nodes; a benchmark's cluster has tens at most.</summary>
internal static class ClusterTimings
{
    /// <summary>For one process: nobody to wait for, so every first try and every retry comes soon.</summary>
    public const string Embedded = """
        akka.cluster {
          # The leader's first round moves joining members up and leaving ones out; both are waited for at start and stop.
          periodic-tasks-initial-delay = 20ms
          gossip-interval = 100ms
          leader-actions-interval = 100ms
          # A region asks for its coordinator again, and a proxy for its singleton, when the first try came before it was there.
          sharding.retry-interval = 100ms
          sharding.waiting-for-state-timeout = 500ms
          singleton.hand-over-retry-interval = 100ms
          singleton.min-number-of-hand-over-retries = 50
          singleton-proxy.singleton-identification-interval = 100ms
          distributed-data.gossip-interval = 500ms
          distributed-data.notify-subscribers-interval = 50ms
        }
        """;

    /// <summary>For several processes.</summary>
    public const string Networked = """
        akka.cluster {
          periodic-tasks-initial-delay = 200ms
          gossip-interval = 500ms
          leader-actions-interval = 500ms
          # The first seed node forms the cluster after this long when no other seed node answers.
          seed-node-timeout = 2s
          retry-unsuccessful-join-after = 2s
          # A worker under full load must not pass for dead.
          failure-detector.acceptable-heartbeat-pause = 6s
          # Advised for about ten members; a crashed node's work moves after this long.
          split-brain-resolver.stable-after = 10s
          sharding.retry-interval = 500ms
          # The product is how long a new oldest node waits for the old one's singleton: as long as Akka's own.
          singleton.hand-over-retry-interval = 500ms
          singleton.min-number-of-hand-over-retries = 30
          singleton-proxy.singleton-identification-interval = 500ms
        }
        # After a refused connection, such as to a node that is just starting; Akka's 5 s would hold up the join.
        akka.remote.retry-gate-closed-for = 1s
        """;
}
