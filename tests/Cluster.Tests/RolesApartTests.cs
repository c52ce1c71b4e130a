using System.Net;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>
/// Every role in a process of its own, so that every message between them goes over the wire and needs its contract. (Akka's
/// own switch for that, <c>serialize-messages</c>, also asks contracts of what an actor tells itself.)
/// </summary>
public sealed class RolesApartTests : ProcessTests
{
    private readonly List<Member> _members = [];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var role in new[] { "coordinator", "journal", "worker", "gateway" })
        {
            string[] seed = _members is [var first, ..] ? ["--seed-nodes", first.Address] : [];
            _members.Add(await Member.NodeAsync(Folder, role, ["--roles", role, .. seed]));
        }
    }

    public override async Task DisposeAsync()
    {
        foreach (var member in _members)
            await member.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Runs_are_made_listed_cancelled_and_removed()
    {
        using var api = _members[^1].OpenApi();

        var budgeted = (await api.SubmitAsync($$"""
            name: budgeted
            targets: [ {{Targets.Target("one")}}, {{Targets.Target("two")}} ]
            tests: [ { type: latency, iterations: 30, concurrency: 3 }, { type: reliability, iterations: 10 } ]
            warmup: 300ms
            budget: { requests: 60 }
            """)).RunId;
        (await api.WatchToEndAsync(budgeted)).Status.ShouldBe(RunStatus.BudgetExhausted, Said);
        var received = await Targets.ReceivedAsync("one") + await Targets.ReceivedAsync("two");
        received.ShouldBeInRange(1, 60);
        var result = await api.ResultAsync(budgeted);
        result.Targets.Sum(target => target.Tests.Values.Sum(test => test.Requests.Planned)).ShouldBe(80);
        result.Targets.ShouldAllBe(target => target.Anomalies == null);
        result.Notes?.ShouldNotContain(note => note.Contains("anomalies"));
        (await api.AnomaliesAsync(result.Targets[0].Id!)).Anomalies.ShouldBeEmpty();
        (await api.AnomaliesStatusAsync("since=2026-01-01")).ShouldBe(HttpStatusCode.BadRequest);
        (await api.AnomaliesStatusAsync("target=openai/gpt-4o&since=yesterday")).ShouldBe(HttpStatusCode.BadRequest);

        var cancelled = (await api.SubmitAsync($$"""
            name: cancelled
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: throughput, load: { model: constant_rate, rate: 20, duration: 10m } } ]
            """)).RunId;
        await api.WatchAsync(cancelled, view => view.Tests![0].Succeeded >= 10);
        await api.CancelAsync(cancelled);
        (await api.WatchToEndAsync(cancelled)).Status.ShouldBe(RunStatus.Cancelled, Said);
        (await api.ResultAsync(cancelled)).OnlyTest().Planned.ShouldBe(12_000);

        (await api.ListAsync()).Runs.Select(run => run.RunId).ShouldBe([cancelled, budgeted]);
        (await api.RemoveAsync(budgeted)).ShouldBe(HttpStatusCode.NoContent);
        (await api.ListAsync()).Runs.ShouldHaveSingleItem().RunId.ShouldBe(cancelled);
        foreach (var member in _members)
            member.Process.Errors.Text.ShouldNotContain("has no contract");
    }

    private string Said => string.Join('\n', _members.Select(member => member.Process.Said));
}
