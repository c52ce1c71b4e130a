using AkkaApiBench.Cli.Plans;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Tests.Plans;

public sealed class DatasetFileTests : IDisposable
{
    private const string Lines = """
        {"messages": [{"role": "user", "content": "one"}, {"role": "assistant", "content": "yes"}, {"role": "user", "content": "two"}]}
        {"conversations": [{"from": "human", "value": "three"}, {"from": "gpt", "value": "no"}, {"from": "human", "value": "four"}]}
        """;

    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("--dataset nowhere.jsonl", "--dataset: 'nowhere.jsonl' is not allowed; allowed: a file that can be read (looked at ")]
    [InlineData("--dataset bad.jsonl", "--dataset: 'bad.jsonl' conversation 1: messages[0].role: 'robot' is not allowed; allowed: system")]
    [InlineData("--dataset good.jsonl --sample 0", "--sample: 0 is not allowed; allowed: a whole number from 1 to 10000")]
    [InlineData("--dataset good.jsonl --input-tokens 5", "is not allowed; allowed: one of messages, synthetic, dataset, conversations")]
    [InlineData("--input-tokens many", "--input-tokens: 'many' is not allowed; allowed: a whole number from 1 to 1000000")]
    [InlineData("--input-tokens 5 --shared-prefix 2", "--shared-prefix: 2 is not allowed; allowed: a number from 0 to 1")]
    [InlineData("--input-tokens 5 --think-time soon", "--think-time: 'soon' is not allowed; allowed: a duration")]
    public async Task Flags_that_give_no_workload_are_refused_in_their_own_terms(string flags, string error)
    {
        _world.Write("good.jsonl", Lines);
        _world.Write("bad.jsonl", """{"messages": [{"role": "robot", "content": "x"}]}""");

        (await _world.RunAsync([.. $"run --target openai/m --test latency {flags}".Split(' ')])).ShouldBe(ExitCode.Usage);

        _world.ErrorLines.ShouldContain(line => line.Contains(error, StringComparison.Ordinal), _world.Error);
    }

    [Theory]
    [InlineData("", "one yes two | three")]
    [InlineData("turns: { max: 1 }, ", "one | three")]
    [InlineData("turns: { think_time: 2s }, ", "one yes two | three no four")]
    public void A_data_set_beside_the_plan_is_replaced_by_what_is_asked_of_it(string turns, string texts)
    {
        Directory.CreateDirectory(_world.PathOf("plans"));
        File.WriteAllText(_world.PathOf("plans", "data.jsonl"), Lines);
        File.WriteAllText(_world.PathOf("plans", "plan.yaml"),
            $"targets: [openai/m]\ntests: [latency]\nworkload: {{ {turns}dataset: {{ path: data.jsonl, format: auto, sample: 5, seed: 3 }} }}");

        var request = new PlanSource("plans/plan.yaml", new GivenFlags(new Dictionary<PlanFlag, IReadOnlyList<string>>()), Catalog.Load(null))
            .Read(name => _world.PathOf(name));

        string.Join(" | ", request.Plan.Workload.Conversations.Select(conversation => string.Join(' ', conversation.Messages.Select(message => message.Content)))).ShouldBe(texts);
        request.Tree["workload"]!["dataset"].ShouldBeNull("a gateway reads no files");
        PlanReader.FromTree(request.Tree, Catalog.Load(null)).Errors.ShouldBeEmpty();
    }
}
