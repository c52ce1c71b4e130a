using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>
/// Four workers that all want more than a budget has, warm-up, several tests, and one of them killed in the middle of it: what
/// the providers have seen is what counts.
/// </summary>
public sealed class BudgetTests : ProcessTests
{
    private const int Workers = 4;
    private const decimal InputPrice = 1_000, OutputPrice = 10_000;

    private readonly List<Member> _members = [];

    private Member Main => _members[0];

    private IEnumerable<Member> LoadWorkers => _members.Skip(1);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _members.Add(await Member.NodeAsync(Folder, "main", ["--roles", "coordinator,journal,gateway"]));
        for (var number = 1; number <= Workers; number++)
            _members.Add(await Member.NodeAsync(Folder, $"worker-{number}", ["--roles", "worker", "--seed-nodes", Main.Address]));
    }

    public override async Task DisposeAsync()
    {
        foreach (var member in _members)
            await member.DisposeAsync();
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_budget_of_requests_is_never_exceeded(bool isOneKilled)
    {
        const int Budget = 150;

        await RunAsync($"{{ requests: {Budget} }}", isOneKilled);

        (await ReceivedAsync()).ShouldBeInRange(isOneKilled ? Budget / 2 : Budget, Budget);
    }

    [Fact]
    public async Task A_budget_of_money_is_never_exceeded()
    {
        const decimal Budget = 15;

        await RunAsync($"{{ cost_usd: {Budget} }}", isOneKilled: true);

        await ReceivedAsync();
        var spent = Targets.Truth.Sum(truth => (truth.InputTokens * InputPrice) + (truth.OutputTokens * OutputPrice)) / 1_000_000;
        spent.ShouldBeInRange(0.1m, Budget);
    }

    private async Task<long> ReceivedAsync() => await Targets.ReceivedAsync("one") + await Targets.ReceivedAsync("two");

    /// <summary>Makes a run that would send some 4,000 requests, to the end of its budget.</summary>
    private async Task RunAsync(string budget, bool isOneKilled)
    {
        using var api = Main.OpenApi();
        var run = (await api.SubmitAsync($$"""
            name: budgeted
            targets: [ {{Priced("one")}}, {{Priced("two")}} ]
            tests:
              - { type: latency, iterations: 1000, concurrency: 16 }
              - { type: throughput, concurrency: 16, duration: 20s }
              - { type: reliability, load: { model: constant_rate, rate: 100, duration: 10s } }
            workers: {{Workers}}
            warmup: 300ms
            workload: { max_tokens: 5 }
            budget: {{budget}}
            """)).RunId;
        if (isOneKilled)
        {
            await Targets.WhenReceivedAsync("one", 20);
            await LoadWorkers.First().Process.DieAsync();
        }

        var end = await api.WatchToEndAsync(run);
        end.Status.ShouldBe(RunStatus.BudgetExhausted, Main.Process.Said);
        if (!isOneKilled)
            end.Tests.ShouldNotBeNull()[0].Workers.Count.ShouldBe(Workers);
    }

    private string Priced(string name) => Targets.Target(name).Replace("api_key: none", $"api_key: none, price: {{ input: {InputPrice}, output: {OutputPrice} }}");
}
