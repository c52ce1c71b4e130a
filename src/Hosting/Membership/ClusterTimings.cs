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
          gossip-interval = 250ms
          leader-actions-interval = 250ms
          # The first seed node forms a cluster of its own after this long when no other seed node answers, even if there is a cluster
          # already. It asks once a second, and one that was killed and is back is not answered while the others' connections to it
          # are gated. A cluster that is new does not wait so long: seed nodes that are up answer that they have none.
          seed-node-timeout = 10s
          retry-unsuccessful-join-after = 2s
          # A crashed node's work goes on elsewhere within ten seconds. It is noticed after this pause and a heartbeat more, declared
          # dead when its state has not changed for the next while, and its singletons are started after the margin, in which the
          # losing side of a split network stops its own. Nothing blocks a node's threads, so that a worker under full load answers in time.
          failure-detector.heartbeat-interval = 500ms
          failure-detector.acceptable-heartbeat-pause = 2.5s
          unreachable-nodes-reaper-interval = 250ms
          split-brain-resolver.stable-after = 1.5s
          down-removal-margin = 1s
          # Nodes that crash and come back again and again are no reason to give up the others; Akka would after another 4 s.
          split-brain-resolver.down-all-when-unstable = 20s
          sharding.retry-interval = 500ms
          # The product is how long a new oldest node waits for the old one's singleton: as long as Akka's own.
          singleton.hand-over-retry-interval = 500ms
          singleton.min-number-of-hand-over-retries = 30
          singleton-proxy.singleton-identification-interval = 250ms
        }
        # After a refused connection, such as to a node that is just starting; Akka's 5 s would hold up the join.
        akka.remote.retry-gate-closed-for = 1s
        """;
}
