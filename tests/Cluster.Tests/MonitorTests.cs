using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>Plans on schedules, in a cluster of processes.</summary>
public sealed class MonitorTests : ProcessTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private string Monitor => $$"""
        name: every five seconds
        schedule: { cron: "*/5 * * * * *" }
        plan:
          name: probe
          targets: [ {{Targets.Target("one")}} ]
          tests: [ { type: latency, iterations: 3 } ]
        """;

    [PostgresFact]
    public async Task When_the_coordinators_node_dies_as_a_firing_begins_each_due_time_has_one_run_at_the_most()
    {
        await using var database = await JournalDatabase.StartAsync(JournalDatabase.Postgres, Folder);
        List<Member> nodes = [];
        try
        {
            for (var index = 0; index < 3; index++)
            {
                string[] seeds = nodes is [var first, ..] ? ["--seed-nodes", first.Address] : [];
                nodes.Add(await Member.NodeAsync(Folder, $"node-{index}", [.. seeds, .. database.Flags]));
            }

            using var api = new HttpClient { BaseAddress = new Uri(nodes[^1].Http!, "/api/v1/"), Timeout = ProcessUnderTest.Patience };
            using (var content = new StringContent(Monitor, Encoding.UTF8, "application/yaml"))
            using (var created = await api.PutAsync("monitors/often", content))
                created.IsSuccessStatusCode.ShouldBeTrue(await created.Content.ReadAsStringAsync());

            var begun = await WhenAsync(api, "monitors/often/history", ApiJson.Default.FiringListView, history => history.Firings.Any(firing => firing.Status is FiringStatus.Passed)
                && history.Firings[0].Status is FiringStatus.Running);
            await nodes[0].Process.DieAsync();

            var after = begun.Firings[0].Due + (3 * Interval);
            await WhenAsync(api, "monitors/often/history", ApiJson.Default.FiringListView, history => history.Firings.Any(firing => firing.Due > after && firing.Status is FiringStatus.Passed));
            using (var disabled = await api.PostAsync("monitors/often/disable", null))
                disabled.IsSuccessStatusCode.ShouldBeTrue();
            var firings = (await WhenAsync(api, "monitors/often/history", ApiJson.Default.FiringListView, history => history.Firings[0].Status is not FiringStatus.Running)).Firings;
            var runs = (await api.GetFromJsonAsync("runs?monitor=often&limit=500", ApiJson.Default.RunListView))!.Runs;

            firings.Select(firing => firing.Due).ShouldBeUnique();
            firings.Sum(firing => firing.Count).ShouldBe((int)((firings[0].Due - firings[^1].Due) / Interval) + 1, "every due time is told of, once");
            runs.Select(run => run.RunId).ShouldBe(
                firings.Where(firing => firing.Status is not (FiringStatus.Skipped or FiringStatus.Missed)).Select(firing => firing.RunId!), ignoreOrder: true);
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_monitor_is_made_fired_and_shown_from_the_command_line()
    {
        await using var node = await Member.NodeAsync(Folder, "all");
        var gateway = node.Http!.ToString();
        await File.WriteAllTextAsync(Path.Combine(Folder.Path, "monitor.yaml"), Monitor.Replace("*/5 * * * * *", "0 3 1 1 *", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(Folder.Path, "wrong.yaml"), Monitor.Replace("*/5 * * * * *", "often", StringComparison.Ordinal));

        (await TellAsync(2, "monitors", "create", "wrong.yaml", "--gateway", gateway)).ShouldContain("schedule.cron: 'often'");
        (await TellAsync(0, "monitors", "create", "monitor.yaml", "--id", "yearly", "--gateway", gateway)).ShouldContain("yearly every five seconds: 0 3 1 1 * UTC");
        (await TellAsync(0, "monitors", "next", "yearly", "--gateway", gateway)).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.EndsWith("-01-01 03:00:00Z"));
        await TellAsync(0, "monitors", "run", "yearly", "--gateway", gateway);
        using var api = new HttpClient { BaseAddress = new Uri(node.Http!, "/api/v1/"), Timeout = ProcessUnderTest.Patience };
        await WhenAsync(api, "monitors/yearly/history", ApiJson.Default.FiringListView, history => history.Firings[0].Status is FiringStatus.Passed);

        (await TellAsync(0, "monitors", "history", "yearly", "--gateway", gateway)).ShouldContain("passed");
        (await TellAsync(0, "monitors", "disable", "yearly", "--gateway", gateway)).ShouldContain("next by hand");
        (await TellAsync(0, "monitors", "list", "--gateway", gateway)).ShouldContain("yearly");
    }

    private static async Task<T> WhenAsync<T>(HttpClient api, string path, JsonTypeInfo<T> type, Func<T, bool> isWanted)
        where T : class
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            // The coordinator may be away meanwhile.
            using var response = await api.GetAsync(path, limit.Token);
            if (response.IsSuccessStatusCode && JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(limit.Token), type)! is var told && isWanted(told))
                return told;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
