using AkkaApiBench.Cli.Tests.Fakes;

namespace AkkaApiBench.Cli.Tests;

/// <summary>Everything that ends before anything is started.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Target = "openai-compatible/m@http://127.0.0.1:1/v1";
    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("runn")]
    [InlineData("run --bogus")]
    [InlineData("run a.yaml b.yaml")]
    [InlineData("run --target")]
    [InlineData("demo --suite huge")]
    [InlineData("demo --workers many")]
    [InlineData("demo --workers 0")]
    [InlineData("demo --seed -1")]
    [InlineData("demo --seed x")]
    [InlineData("run --log-level loud --target " + Target)]
    public async Task What_cannot_be_parsed_is_wrong_usage_and_leads_to_help(string line)
    {
        (await RunAsync(line)).ShouldBe(ExitCode.Usage);

        _world.ErrorLines[0].ShouldStartWith("error: ");
        _world.ErrorLines[^1].ShouldContain("--help");
        _world.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("run", "--target PROVIDER/MODEL[@URL]")]
    [InlineData("run nowhere.yaml", "there is no file 'nowhere.yaml'")]
    [InlineData("run --target bogus/m --test latency", "--target: 'bogus' is not allowed; allowed: openai")]
    [InlineData("run --target bogus --test latency", "--target: 'bogus' is not allowed; allowed: ")]
    [InlineData("run --target openai/m --test speed", "--test: 'speed' is not allowed; allowed: latency, throughput, reliability, cost_efficiency")]
    [InlineData("run --target openai/m", "--test: nothing is not allowed; allowed: latency, throughput")]
    [InlineData("run --target openai/m --test latency --iterations -1", "--iterations: -1 is not allowed; allowed: a whole number from 1")]
    [InlineData("run --target openai/m --test latency --iterations 99999999999", "--iterations: 99999999999 is not allowed")]
    [InlineData("run --target openai/m --test latency --concurrency 1.5", "--concurrency: 1.5 is not allowed")]
    [InlineData("run --target openai/m --test throughput --rate x --duration 3s", "--rate: 'x' is not allowed; allowed: a number from 0.001")]
    [InlineData("run --target openai/m --test throughput --rate 5", "--duration: nothing is not allowed; allowed: a duration such as")]
    [InlineData("run --target openai/m --test latency --test reliability --duration soon", "--duration: 'soon' is not allowed")]
    [InlineData("run --target openai/m --test latency --temperature 3", "--temperature: 3 is not allowed; allowed: a number from 0 to 2")]
    [InlineData("run --target openai/m --test latency --slo ttft", "--slo: 'ttft' is not allowed; allowed: METRIC OP VALUE")]
    [InlineData("run --target openai/m --test latency --threshold latency<2s", "--threshold: 'latency<2s' is not allowed")]
    [InlineData("run --target openai/m --test latency --budget-usd 1", "--budget-usd: a limit for 'openai/m', whose price is not known")]
    [InlineData("run --target openai/m --test latency --workers 0", "--workers: 0 is not allowed; allowed: a whole number from 1 to 1000")]
    [InlineData("run --target openai/m --test latency --tag Böse", "--tag: 'Böse' is not allowed")]
    [InlineData("run --target openai/m --test latency --gateway nowhere", "--gateway: this value is not allowed")]
    [InlineData("run --target openai/m --test latency --gateway ftp://x", "--gateway: this value is not allowed")]
    [InlineData("run --target openai/m --target openai/m --test latency", "--target: 'openai/m' more than once is not allowed")]
    [InlineData("demo --providers openai,bogus", "--providers: 'bogus' is not allowed; allowed: some of openai,groq")]
    [InlineData("demo --providers ,", "--providers: ',' is not allowed")]
    [InlineData("demo --mode multiprocess --gateway http://127.0.0.1:1", "--mode multiprocess starts a cluster of its own")]
    [InlineData("demo --mode distributed", "give --gateway URL")]
    [InlineData("demo --mode simulation --gateway http://127.0.0.1:1", "leave out --gateway")]
    public async Task A_plan_that_cannot_be_is_refused_in_terms_of_the_flags(string line, string said)
    {
        (await RunAsync(line)).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        Directory.EnumerateFileSystemEntries(_world.Directory).ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_narrow_terminal_an_error_breaks_between_words()
    {
        _world.Size = (40, 24);

        (await RunAsync("run --target bogus/m --test latency")).ShouldBe(ExitCode.Usage);

        _world.ErrorLines.ShouldAllBe(line => line.Length <= 40);
        _world.ErrorLines[0].ShouldBe("error: --target: 'bogus' is not allowed;");
    }

    [Fact]
    public async Task Flags_for_several_tests_are_told_once()
    {
        await RunAsync("run --target openai/m --test latency --test reliability --test cost_efficiency --concurrency 0");

        _world.ErrorLines.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("targets: [", "YAML (line ")]
    [InlineData("just words", "plan: 'just words' is not allowed")]
    [InlineData("- a\n- list", "plan: a list of 2 is not allowed")]
    [InlineData("", "plan: nothing is not allowed")]
    [InlineData("targets: [openai/m]\ntests: [latency]\ntests: [latency]", "plan.yaml: ")]
    [InlineData("targets: [openai/m]\ntests: [{ type: latency, rate: x }]", "plan.yaml: tests[0].rate: 'x' is not allowed")]
    [InlineData("targets: [openai/m]\ntests: [latency]\nworker: 2", "plan.yaml: worker: this field is not allowed; allowed: the fields ")]
    public async Task A_file_that_is_no_plan_is_refused_with_its_name_and_field(string content, string said)
    {
        _world.Write("plan.yaml", content);

        (await RunAsync("run plan.yaml")).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        _world.Error.ShouldContain("plan.yaml");
    }

    [Fact]
    public async Task A_field_that_a_flag_replaced_is_the_flags_error_and_the_rest_the_files()
    {
        _world.Write("plan.yaml", "targets: [openai/m]\ntests: [latency]\nworkers: 2\nwarmup: soon");

        await RunAsync("run plan.yaml --workers 0");

        _world.ErrorLines.ShouldBe(
            ["error: --workers: 0 is not allowed; allowed: a whole number from 1 to 1000", _world.ErrorLines[1]], ignoreOrder: true);
        _world.Error.ShouldContain("plan.yaml: warmup: 'soon' is not allowed");
    }

    [Fact]
    public async Task A_field_that_stands_twice_is_refused_beside_flags_too()
    {
        _world.Write("plan.yaml", "targets: [openai/m]\ntests: [latency]\nname: a\nname: b");

        (await RunAsync("run plan.yaml --workers 2 --name c")).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain("plan.yaml: ");
        _world.Error.ShouldNotContain("unexpected");
    }

    [Fact]
    public async Task A_directory_is_no_plan()
    {
        Directory.CreateDirectory(_world.PathOf("plan.yaml"));

        (await RunAsync("run plan.yaml")).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain("'plan.yaml' cannot be read");
    }

    [Theory]
    [InlineData("run --target openai/m --test latency --api-key sk-live-0123456789abcdef")]
    [InlineData("run --target openai/m --test latency --apikey sk-live-0123456789abcdef")]
    [InlineData("run --target openai/m --test latency --apikey=sk-live-0123456789abcdef")]
    [InlineData("run --target openai/m@https://sk-live-0123456789abcdef@example.com/v1 --test latency")]
    public async Task A_key_in_the_wrong_place_is_never_repeated(string line)
    {
        (await RunAsync(line)).ShouldBe(ExitCode.Usage);

        (_world.Out + _world.Error).ShouldNotContain("sk-live");
        _world.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_missing_variable_names_target_reference_and_what_to_do()
    {
        (await RunAsync("run --target openai/m --test latency --api-key env:MY_KEY")).ShouldBe(ExitCode.Usage);

        _world.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("error: target 'openai/m': api_key env:MY_KEY: this environment variable is not set; set MY_KEY");
    }

    [Fact]
    public async Task A_missing_key_file_is_named()
    {
        (await RunAsync("run --target openai/m --test latency --api-key file:key.txt")).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain("api_key file:key.txt: this file does not exist");
    }

    [Fact]
    public async Task Every_target_that_cannot_be_reached_is_named()
    {
        (await RunAsync($"run --target {Target} --target openai-compatible/n@http://127.0.0.1:1/v2 --test latency")).ShouldBe(ExitCode.Unreachable);

        _world.ErrorLines.ShouldBe(
        [
            "error: could not reach target 'openai-compatible/m' at http://127.0.0.1:1/v1: connection refused",
            "error: could not reach target 'openai-compatible/n' at http://127.0.0.1:1/v2: connection refused",
        ]);
    }

    [Theory]
    [InlineData("--output-dir")]
    [InlineData("--data-dir")]
    public async Task A_directory_that_cannot_be_written_is_refused_before_anything_starts(string flag)
    {
        _world.Write("taken", "a file where a directory should be");
        await using var gateway = await FakeGateway.StartAsync();
        _world.Sites = new FakeSites(gateway);

        (await RunAsync($"demo {flag} taken/results")).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain($"{flag}: '{_world.PathOf("taken", "results")}' cannot be written");
        _world.Error.ShouldContain($"choose another directory with {flag} DIR");
        gateway.Plans.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_data_directory_in_use_is_refused()
    {
        await using var claim = Outputs.DataDirectory.Claim(_world.PathOf(".apibench"));
        await using var gateway = await FakeGateway.StartAsync();
        _world.Sites = new FakeSites(gateway);

        (await RunAsync("demo")).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain("is in use by another apibench");
        _world.Sites.SimulationsStopped.ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_is_unreachable()
    {
        (await RunAsync("demo --gateway http://127.0.0.1:1")).ShouldBe(ExitCode.Unreachable);

        _world.Error.ShouldContain("could not reach the gateway at http://127.0.0.1:1/: connection refused");
    }

    [Fact]
    public async Task An_unexpected_error_is_one_line_and_a_file_without_a_stack_trace()
    {
        _world.Sites = new FakeSites(null) { NodeFails = new InvalidTimeZoneException("odd\nthings") };

        (await RunAsync("demo")).ShouldBe(ExitCode.Failed);

        var line = _world.ErrorLines.ShouldHaveSingleItem();
        line.ShouldStartWith("error: unexpected: odd; details in ");
        var file = line.Split("details in ")[1];
        (await File.ReadAllTextAsync(file)).ShouldContain("   at ");
        File.Delete(file);
    }

    [Fact]
    public async Task A_user_who_debugs_sees_the_stack_trace()
    {
        _world.Sites = new FakeSites(null) { NodeFails = new InvalidTimeZoneException("odd") };

        await RunAsync("demo --log-level debug");

        _world.Error.ShouldContain("   at ");
        File.Delete(_world.ErrorLines[0].Split("details in ")[1]);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run --help")]
    [InlineData("demo --help")]
    public async Task Help_has_an_example_and_the_programs_name(string line)
    {
        (await RunAsync(line)).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("Example");
        _world.Out.ShouldContain("Usage:");
        _world.Out.ShouldContain("  apibench ");
        _world.Out.ShouldNotContain("AkkaApiBench.Cli");
        _world.Error.ShouldBeEmpty();
    }

    private Task<ExitCode> RunAsync(string line) => _world.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
