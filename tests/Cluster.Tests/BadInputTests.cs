using System.Net;
using System.Net.Sockets;
using AkkaApiBench.Cluster.Tests.Fixture;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>What a user may get wrong, and what the process says to it: a line that names it, and an exit code.</summary>
public sealed class BadInputTests : ProcessTests
{
    private const int Usage = 2;
    private const int Unreachable = 3;

    [Theory]
    [InlineData("--http-port", "node", "--port", "0")]
    [InlineData("--port", "node", "--http-port", "0")]
    [InlineData("--port", "lighthouse")]
    [InlineData("--port", "simulate")]
    public async Task A_port_in_use_exits_with_2(string flag, params string[] command)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((IPEndPoint)taken.LocalEndpoint).Port}";

        await ShouldEndAsync(Usage, [flag, port], [.. command, flag, port]);
    }

    [Fact]
    public async Task One_port_for_two_purposes_exits_with_2()
    {
        var port = $"{FreePort()}";

        await ShouldEndAsync(Usage, ["--http-port", "--port", port], ["node", "--port", port, "--http-port", port, "--data-dir", Folder.PathOf("data")]);
    }

    [Theory]
    [InlineData("run", "--data-dir")]
    [InlineData("run", "--output-dir")]
    [InlineData("run", "--log-file")]
    [InlineData("node", "--data-dir")]
    [InlineData("node", "--records-dir")]
    [InlineData("node", "--log-file")]
    public async Task A_path_that_cannot_be_written_exits_with_2(string command, string flag)
    {
        // Below a regular file there is nothing, not even for root.
        var below = Path.Combine(Folder.Write("file", "content"), "below");
        string[] args = command is "node" ? ["node", "--http-port", "0"] : ["run", Folder.Write("plan.yaml", GoodPlan)];

        await ShouldEndAsync(Usage, [flag, below], [.. args, .. flag is "--data-dir" ? [] : new[] { "--data-dir", Folder.PathOf("data") }, flag, below]);
    }

    [Fact]
    public async Task A_database_that_is_none_exits_with_2()
    {
        var store = Folder.Write("journal.db", new string('x', 8192));

        await ShouldEndAsync(Usage, ["--journal", store], ["node", "--http-port", "0", "--data-dir", Folder.PathOf("data"), "--journal", $"sqlite:{store}"]);
    }

    [Fact]
    public async Task A_file_that_has_no_prices_exits_with_2()
    {
        var prices = Folder.Write("prices.json", "prices");

        await ShouldEndAsync(Usage, ["--prices", prices, "JSON"], ["node", "--http-port", "0", "--data-dir", Folder.PathOf("data"), "--prices", prices]);
    }

    [Fact]
    public async Task A_target_that_cannot_be_reached_exits_with_3_and_leaves_nothing()
    {
        var url = $"http://127.0.0.1:{FreePort()}/v1";

        await ShouldEndAsync(Unreachable, [url], [
            "run", "--target", $"openai-compatible/m@{url}", "--test", "latency",
            "--data-dir", Folder.PathOf("data"), "--output-dir", Folder.PathOf("out")]);

        Directory.Exists(Folder.PathOf("data")).ShouldBeFalse();
        Directory.Exists(Folder.PathOf("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_gateway_that_cannot_be_reached_exits_with_3()
    {
        var gateway = $"http://127.0.0.1:{FreePort()}";

        await ShouldEndAsync(Unreachable, [gateway], ["run", Folder.Write("plan.yaml", GoodPlan), "--gateway", gateway]);
    }

    [Theory]
    [InlineData("targets: [ unclosed", "plan.yaml")]
    [InlineData("just words", "plan.yaml")]
    [InlineData("", "plan.yaml")]
    [InlineData("targets: []\ntests: [ { type: speed } ]", "tests[0].type")]
    public async Task A_file_that_is_no_plan_exits_with_2(string content, string named) =>
        await ShouldEndAsync(Usage, [named], ["run", Folder.Write("plan.yaml", content), "--data-dir", Folder.PathOf("data")]);

    [Fact]
    public async Task A_plan_that_is_not_there_exits_with_2() => await ShouldEndAsync(Usage, ["missing.yaml"], ["run", "missing.yaml"]);

    [Theory]
    [InlineData("env:NO_SUCH_VARIABLE_OF_APIBENCH")]
    [InlineData("file:/nowhere/key")]
    public async Task A_key_that_is_not_there_exits_with_2(string reference)
    {
        var plan = Folder.Write("plan.yaml", GoodPlan.Replace("api_key: none", $"api_key: \"{reference}\"", StringComparison.Ordinal));

        await ShouldEndAsync(Usage, [reference], ["run", plan, "--data-dir", Folder.PathOf("data")]);
    }

    private string GoodPlan => $$"""
        targets: [ {{Targets.Target("one")}} ]
        tests: [ { type: latency, iterations: 1 } ]
        """;

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private async Task ShouldEndAsync(int code, IReadOnlyList<string> named, IReadOnlyList<string> args)
    {
        await using var process = ProcessUnderTest.Start(Folder.Path, args);

        (await process.EndAsync()).ShouldBe(code, process.Said);

        process.Output.Text.ShouldBeEmpty();
        foreach (var name in named)
            process.Errors.Text.ShouldContain(name);
        process.Errors.Text.ShouldNotContain("   at ");
        process.Errors.Text.ShouldNotContain("Exception");
        process.Errors.Text.ShouldNotContain("unexpected");
    }
}
