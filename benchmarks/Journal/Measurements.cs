using System.Data.Common;
using System.Diagnostics;
using Akka.Actor;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel;

namespace AkkaApiBench.Journal;

/// <summary>The three questions, each on a database of its own.</summary>
internal static class Measurements
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly RunId Run = new("20260301-120000-abcdef");

    /// <summary>Windows a second that are on disk and acknowledged, when each slice waits for one before it sends the next.</summary>
    public static async Task<double> WindowsPerSecondAsync(JournalStore store, int targets, int slices, int windows, bool projects)
    {
        await using var node = await JournalNode.StartAsync(store, projects);
        var writers = new List<Func<Task>>();
        for (var target = 0; target < targets; target++)
        {
            var id = TargetOf(target);
            var journal = node.Open(id);
            for (var part = 0; part < slices; part++)
            {
                // Made before the clock starts: here the journal is measured, not the worker.
                var source = new SampleWindows(id, Run, part, requests: 10, Second);
                var made = Enumerable.Range(0, (windows / (targets * slices)) + 1).Select(_ => source.Next()).ToList();
                writers.Add(async () =>
                {
                    foreach (var window in made)
                        await journal.Ask<WindowAcknowledged>(new RecordWindow(window), AnswerTime);
                });
            }

            await journal.Ask<TestTotals>(new GetTestTotals(id, Run, 0), AnswerTime);
        }

        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(writers.Select(write => Task.Run(write)));
        return writers.Count * ((windows / (targets * slices)) + 1) / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    /// <summary>How long a journal takes to answer after a start, with a week of one slice's minute windows behind it.</summary>
    public static async Task<TimeSpan> RecoveryAsync(JournalStore store)
    {
        var target = TargetOf(0);
        await using (var node = await JournalNode.StartAsync(store))
        {
            var journal = node.Open(target);
            var source = new SampleWindows(target, Run, 0, requests: 60, TimeSpan.FromMinutes(1));
            for (var minute = 0; minute < 7 * 24 * 60; minute++)
                await journal.Ask<WindowAcknowledged>(new RecordWindow(source.Next()), AnswerTime);
            await journal.GracefulStop(AnswerTime);
        }

        await using var next = await JournalNode.StartAsync(store);
        // Another journal first: what the process does once is not the journal's recovery.
        await next.Open(TargetOf(1)).Ask<TestTotals>(new GetTestTotals(TargetOf(1), Run, 0), AnswerTime);
        var begun = Stopwatch.GetTimestamp();
        await next.Open(target).Ask<TestTotals>(new GetTestTotals(target, Run, 0), AnswerTime);
        return Stopwatch.GetElapsedTime(begun);
    }

    /// <summary>
    /// What a million requests in ten minutes leave in the database, in windows of a second, with the histories brought up to
    /// them every five, in bytes.
    /// </summary>
    public static async Task<long> BytesPerMillionRequestsAsync(JournalStore store, string sizeQuery)
    {
        const int Windows = 600;
        await using (var node = await JournalNode.StartAsync(store))
        {
            var target = TargetOf(0);
            var journal = node.Open(target);
            var source = new SampleWindows(target, Run, 0, requests: 1_000_000 / Windows, Second);
            var projection = new Projection(store);
            for (var second = 0; second <= Windows; second++)
            {
                await journal.Ask<WindowAcknowledged>(new RecordWindow(source.Next()), AnswerTime);
                if (second % 5 == 0)
                    await projection.CatchUpAsync(CancellationToken.None);
            }
        }

        await using var connection = store.Connect();
        await connection.OpenAsync();
        return await ScalarAsync(connection, sizeQuery);
    }

    private static TargetId TargetOf(int number) => new($"openai/model-{number}@127.0.0.1:8080");

    private static async Task<long> ScalarAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }
}
