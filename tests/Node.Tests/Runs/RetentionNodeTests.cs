using System.Globalization;
using System.Net.Http.Json;
using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Retention;
using AkkaApiBench.Providers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>A node that keeps windows for one hour, minutes for some and hours for a day.</summary>
public sealed class RetentionNodeTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TargetId Target = new("openai/gpt-4o-mini");
    private static readonly int[] HoursAgo = [30, 8, 0];

    private readonly TemporaryFolder _folder = new();
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_is_old_is_thinned_out_from_windows_to_minutes_to_hours()
    {
        // It thins out when it is up, and then once an hour: the second time it finds what the first one wrote.
        await WithNodeAsync(FeedAsync);
        await WithNodeAsync(async node =>
        {
            using var http = new HttpClient { BaseAddress = node.HttpAddress(), Timeout = Patience };
            await WhenAsync(() => CountAsync("journal"), count => count == 1);

            (await AgesAsync(http, "1m")).ShouldBe([0]);
            (await AgesAsync(http, "1h")).ShouldBe([8, 0]);
            (await CountAsync("series_minutes"), await CountAsync("series_hours")).ShouldBe((1, 2));

            // A journal knows of what it has deleted: a window that comes again is not counted again.
            (await TellAsync(node, WindowOf(1))).ShouldBeOfType<WindowAcknowledged>();
        });
    }

    /// <summary>A window for each of the ages, and in the read model.</summary>
    private async Task FeedAsync(WebApplication node)
    {
        for (var sequence = 0; sequence < HoursAgo.Length; sequence++)
            (await TellAsync(node, WindowOf(sequence))).ShouldBeOfType<WindowAcknowledged>();
        await WhenAsync(PositionAsync, position => position >= HoursAgo.Length);
    }

    private Window WindowOf(int sequence) => new()
    {
        Slice = new SliceId(new RunId("history"), 0, 0, 0), Target = Target, Epoch = 1, Sequence = sequence, Reserved = 10,
        StartedAt = _now.AddHours(-HoursAgo[sequence]), Duration = TimeSpan.FromSeconds(1),
        Measured = new Aggregate
        {
            Succeeded = 10,
            Distributions = Aggregate.Empty.Distributions.Add(Measure.Latency, Distribution.Of(Enumerable.Repeat(1000L, 10))),
        },
    };

    private static async Task<object> TellAsync(WebApplication node, Window window)
    {
        var journals = await node.Services.GetRequiredService<IRequiredActor<MetricJournal>>().GetAsync();
        return await journals.Ask<object>(new RecordWindow(window), Patience);
    }

    /// <summary>How many hours ago there was load, as the API tells it.</summary>
    private async Task<IReadOnlyList<int>> AgesAsync(HttpClient http, string resolution)
    {
        var from = Uri.EscapeDataString(_now.AddHours(-31).ToString("O", CultureInfo.InvariantCulture));
        var to = Uri.EscapeDataString(_now.AddHours(1).ToString("O", CultureInfo.InvariantCulture));
        var view = (await http.GetFromJsonAsync(
            $"/api/v1/series?target={Uri.EscapeDataString(Target.Value)}&metric=successes&from={from}&to={to}&resolution={resolution}", ApiJson.Default.SeriesView))!;
        var step = TimeSpan.FromSeconds(view.ResolutionS);
        return
        [
            .. from point in view.Series[0].Values.Index()
               where point.Item > 0
               select (int)Math.Floor((_now - (view.From + (point.Index * step))).TotalHours),
        ];
    }

    private async Task WithNodeAsync(Func<WebApplication, Task> use)
    {
        await using var node = NodeHost.Build(
            new NodeOptions
            {
                Cluster = new ClusterNodeOptions { Embedded = true, LogLevel = LogLevel.Warning },
                DataDirectory = _folder.Path,
                Journal = JournalStore.In(_folder.Path),
                Retention = new RetentionTimes(TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(24)),
            },
            ProviderCatalog.Load());
        await node.StartAsync();
        await use(node);
        await node.StopAsync();
    }

    private async Task<long> CountAsync(string table)
    {
        await using var connection = await JournalStore.In(_folder.Path).OpenAsync(CancellationToken.None);
        var onlyWindows = table == "journal" ? $" WHERE persistence_id = '{MetricJournal.PersistenceIdOf(Target)}' AND NOT deleted AND manifest = '{Messages.Protocol.ProtocolSerializer.ManifestOf<WindowRecorded>()}'" : "";
        return await connection.ScalarAsync<long>($"SELECT COUNT(*) FROM {table}{onlyWindows}", CancellationToken.None) ?? 0;
    }

    /// <summary>How far the read model is.</summary>
    private async Task<long> PositionAsync()
    {
        await using var connection = await JournalStore.In(_folder.Path).OpenAsync(CancellationToken.None);
        return await connection.ScalarAsync<long>("SELECT position FROM read_model", CancellationToken.None) ?? 0;
    }

    private static async Task WhenAsync(Func<Task<long>> ask, Func<long, bool> isWanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!isWanted(await ask()))
            await timer.WaitForNextTickAsync(patience.Token);
    }
}
