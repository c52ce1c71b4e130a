using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Simulator;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>API keys stay where they are: no file and no stream has one, at the highest level of logging.</summary>
public sealed class KeyTests : ProcessTests
{
    private const string KeyInVariable = "sk-test-MARKER-of-the-variable-0123456789";
    private const string KeyInFile = "sk-test-MARKER-of-the-file-0123456789";

    private readonly TestFolder _keys = new();
    private SimulatorHost _strict = null!;
    private EchoServer _echo = null!;

    private string KeyFile => _keys.Write("key", KeyInFile + "\n");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _echo = new EchoServer();
        _strict = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Profiles =
            [
                SimulatedTargets.Steady("by-variable") with { RequiresKey = true, AcceptedKey = KeyInVariable },
                SimulatedTargets.Steady("by-file") with { RequiresKey = true, AcceptedKey = KeyInFile },
            ],
        });
    }

    public override async Task DisposeAsync()
    {
        await _strict.DisposeAsync();
        await _echo.DisposeAsync();
        _keys.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_run_in_its_own_process_leaves_no_key_behind()
    {
        await using var run = ProcessUnderTest.Start(
            Folder.Path,
            [
                "run", Folder.Write("plan.yaml", Plan), "--data-dir", Folder.PathOf("data"), "--output-dir", Folder.PathOf("out"),
                "--log-level", "trace", "--log-file", Folder.PathOf("run.log"), "--json",
            ],
            ("MARKED_KEY", KeyInVariable));

        (await run.EndAsync()).ShouldBe(0, run.Said);

        ShouldHaveMeasured(ResultJson.Read(await File.ReadAllTextAsync(Path.Combine(Folder.PathOf("out"), "result.json"))));
        File.Exists(Path.Combine(Folder.PathOf("out"), "requests.jsonl")).ShouldBeTrue();
        new FileInfo(Folder.PathOf("run.log")).Length.ShouldBeGreaterThan(0);
        Folder.FilesWith("(key hidden)").ShouldNotBeEmpty();
        ShouldHaveNoKey(run);
    }

    [Fact]
    public async Task A_node_leaves_no_key_behind()
    {
        await using var node = await Member.NodeAsync(
            Folder, "data", ["--log-level", "trace", "--log-file", Folder.PathOf("node.log")], ("MARKED_KEY", KeyInVariable));
        using var api = node.OpenApi();
        var run = await api.SubmitAsync(Plan);
        var end = await api.WatchToEndAsync(run.RunId);

        end.Status.ShouldBe(RunStatus.Completed);
        ShouldHaveMeasured(await api.ResultAsync(run.RunId));
        // With the node still up, so that the write-ahead log is there too.
        Folder.Files.ShouldContain(file => file.EndsWith("journal.db-wal", StringComparison.Ordinal));
        ShouldHaveNoKey(node.Process);
        node.Process.Send(Signal.Terminate);
        (await node.Process.EndAsync()).ShouldBe(0);
        ShouldHaveNoKey(node.Process);
    }

    [Fact]
    public async Task A_key_given_where_a_reference_belongs_is_refused_without_repeating_it()
    {
        var plan = Folder.Write("plan.yaml", $$"""
            targets: [ { provider: openai, model: gpt-4o-mini, base_url: "{{_echo.BaseUrl}}", api_key: {{KeyInVariable}} } ]
            tests: [ { type: latency, iterations: 1 } ]
            """);
        await using var run = ProcessUnderTest.Start(Folder.Path, ["run", plan, "--data-dir", Folder.PathOf("data"), "--log-level", "debug"]);

        (await run.EndAsync()).ShouldBe(2, run.Said);

        File.Delete(plan);
        ShouldHaveNoKey(run);
    }

    private string Plan => $$"""
        name: marked
        targets:
          - { provider: openai, model: m, base_url: "{{_strict.BaseUrlOf("by-variable")}}", api_key: env:MARKED_KEY }
          - { provider: openai, model: m, base_url: "{{_strict.BaseUrlOf("by-file")}}", api_key: "file:{{KeyFile}}" }
          - { provider: openai-compatible, model: refused, base_url: "{{_echo.BaseUrl}}", api_key: env:MARKED_KEY }
          - { provider: openai-compatible, model: refused-too, base_url: "{{_echo.BaseUrl}}", api_key: "file:{{KeyFile}}" }
        tests: [ { type: latency, iterations: 3 } ]
        """;

    private void ShouldHaveMeasured(RunResult result)
    {
        result.Targets.Select(target => target.Tests["latency"].Requests.Succeeded).ShouldBe([3, 3, 0, 0]);
        result.Targets.Select(target => target.Tests["latency"].Requests.Failed).ShouldBe([0, 0, 3, 3]);
        _echo.Keys.ShouldBe(6);
    }

    private void ShouldHaveNoKey(ProcessUnderTest process)
    {
        process.Said.ShouldNotContain("MARKER");
        Folder.FilesWith("MARKER").ShouldBeEmpty();
    }
}
