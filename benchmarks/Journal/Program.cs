using System.Globalization;
using AkkaApiBench.Common;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Journal;
using AkkaApiBench.Node.Journal.Store;

const int Windows = 20_000;
(int Targets, int Slices)[] loads = [(1, 1), (1, 16), (10, 10), (50, 10)];

using var folder = new TemporaryFolder();
var number = 0;
if (!args.Contains("postgres"))
    await MeasureAsync("sqlite", () => Task.FromResult(JournalStore.Parse($"sqlite:{folder.File($"{number++}.db")}")!),
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
if (args.Contains("sqlite"))
    return;
if (PostgresServer.Missing is { } missing)
{
    Console.WriteLine($"postgres: {missing}");
    return;
}

await using var server = await PostgresServer.StartAsync(syncs: true);
await MeasureAsync("postgres", async () => JournalStore.Parse($"postgres:{await server.NewDatabaseAsync()}")!, "SELECT SUM(pg_total_relation_size(relid)) FROM pg_stat_user_tables");

async Task MeasureAsync(string name, Func<Task<JournalStore>> newStore, string sizeQuery)
{
    foreach (var (targets, slices) in loads)
    {
        foreach (var projects in new[] { false, true })
        {
            var rate = await Measurements.WindowsPerSecondAsync(await newStore(), targets, slices, targets * slices == 1 ? Windows / 10 : Windows, projects);
            Say($"{name}: {targets} targets, {slices} slices each{(projects ? ", histories following" : "")}: {rate:N0} windows/s");
        }
    }

    Say($"{name}: recovery with a week of minute windows: {(await Measurements.RecoveryAsync(await newStore())).TotalMilliseconds:N0} ms");
    Say($"{name}: a million requests in ten minutes: {await Measurements.BytesPerMillionRequestsAsync(await newStore(), sizeQuery) / 1e6:N1} MB");
}

static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
