using Akka.Configuration;

namespace AkkaApiBench.Node.Journal.Store;

/// <summary>How Akka's SQL journal is set up. Measured by <c>benchmarks/Journal</c>.</summary>
internal static class JournalTuning
{
    /// <summary>The journal's settings.</summary>
    /// <param name="parallelWrites">How many batches are written at a time.</param>
    public static Config With(int parallelWrites) => ConfigurationFactory.ParseString($$"""
        akka.persistence {
          journal.sql {
            parallelism = {{parallelWrites}}
            # What waits while a batch is written is the next batch.
            batch-size = 400
            # A write that finds no room fails. Each actor has one write under way, so this many actors can write.
            buffer-size = 20000
          }
          # After some failures in a row, writes fail at once for this long: 30 s would outlast a database's restart by far.
          journal-plugin-fallback.circuit-breaker.reset-timeout = 2s
          snapshot-store-plugin-fallback.circuit-breaker.reset-timeout = 2s
        }
        """);
}
