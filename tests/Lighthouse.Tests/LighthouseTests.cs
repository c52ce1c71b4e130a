using System.Net;
using System.Net.Sockets;

namespace AkkaApiBench.Lighthouse.Tests;

public sealed class LighthouseTests
{
    [Fact]
    public async Task Wrong_settings_are_all_told_in_one_line_each_and_exit_2()
    {
        await using var lighthouse = LighthouseProcess.Start(["--port", "99999"], ("APIBENCH__SEEDNODES", "nonsense"), ("APIBENCH__LOGLEVEL", "loud"));

        var (exitCode, output, errors) = await lighthouse.EndAsync();

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.TrimEnd().Split(Environment.NewLine).ShouldBe(
        [
            "error: --port (APIBENCH__PORT): '99999' is not allowed; allowed: a whole number from 0 to 65535",
            "error: --seed-nodes (APIBENCH__SEEDNODES): 'nonsense' is not allowed; allowed: addresses of the form akka.tcp://apibench@HOST:PORT",
            "error: --log-level (APIBENCH__LOGLEVEL): 'loud' is not allowed; allowed: trace, debug, info, warning, error, none",
        ]);
    }

    [Theory]
    [InlineData("--prot", "4053")]
    [InlineData("--port")]
    [InlineData("extra")]
    public async Task Wrong_usage_exits_2_and_points_to_help(params string[] args)
    {
        await using var lighthouse = LighthouseProcess.Start(args);

        var (exitCode, output, errors) = await lighthouse.EndAsync();

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain("--help");
        errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line_and_exits_2()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var lighthouse = LighthouseProcess.Start(["--port", $"{port}"]);

        var (exitCode, output, errors) = await lighthouse.EndAsync();

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.TrimEnd().ShouldStartWith($"error: --hostname 127.0.0.1 --port {port}: cannot listen there: ");
        errors.TrimEnd().ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_log_file_that_cannot_be_written_is_told_in_one_line_and_exits_2()
    {
        await using var lighthouse = LighthouseProcess.Start(["--port", "0", "--log-file", AppContext.BaseDirectory]);

        var (exitCode, _, errors) = await lighthouse.EndAsync();

        exitCode.ShouldBe(2);
        errors.TrimEnd().ShouldStartWith("error: --log-file ");
        errors.TrimEnd().ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 0)]
    public async Task It_tells_its_address_once_up_and_leaves_in_order_on_a_signal(string signal, int expected)
    {
        await using var lighthouse = LighthouseProcess.Start(["--port", "0", "--json"]);
        var address = await lighthouse.AddressAsync();

        await lighthouse.SignalAsync(signal);

        var (exitCode, output, errors) = await lighthouse.EndAsync();
        address.ShouldStartWith("akka.tcp://apibench@127.0.0.1:");
        exitCode.ShouldBe(expected);
        output.ShouldBeEmpty();
        errors.ShouldContain($"{address} is gone");
        errors.ShouldNotContain("warn");
    }

    [Fact]
    public async Task It_tells_its_health_where_it_is_asked_to()
    {
        await using var lighthouse = LighthouseProcess.Start(["--port", "0", "--http-port", "0", "--json"]);
        using var http = new HttpClient { BaseAddress = await lighthouse.HttpAsync() };

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));

        foreach (var path in new[] { "/health/live", "/health/startup", "/health/ready" })
        {
            while ((await http.GetAsync(path, limit.Token)).StatusCode is not HttpStatusCode.OK)
                await timer.WaitForNextTickAsync(limit.Token);
        }

        await lighthouse.SignalAsync("TERM");
        (await lighthouse.EndAsync()).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("trace")]
    [InlineData("none")]
    public async Task Standard_output_has_nothing_but_the_address_at_any_log_level(string level)
    {
        await using var lighthouse = LighthouseProcess.Start(["--port", "0", "--json", "--log-level", level]);
        await lighthouse.AddressAsync();

        await lighthouse.SignalAsync("TERM");

        (await lighthouse.EndAsync()).Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Environment_variables_set_what_flags_do_not()
    {
        (string, string)[] variables = [("APIBENCH__HOSTNAME", "localhost"), ("APIBENCH__PORT", "0")];
        await using var byVariable = LighthouseProcess.Start(["--json"], variables);
        await using var byFlag = LighthouseProcess.Start(["--json", "--hostname", "127.0.0.1"], variables);

        (await byVariable.AddressAsync()).ShouldStartWith("akka.tcp://apibench@localhost:");
        (await byFlag.AddressAsync()).ShouldStartWith("akka.tcp://apibench@127.0.0.1:");
    }

    [Fact]
    public async Task A_second_lighthouse_joins_through_the_first()
    {
        await using var first = LighthouseProcess.Start(["--port", "0", "--json"]);
        var firstAddress = await first.AddressAsync();
        await using var second = LighthouseProcess.Start(["--port", "0", "--json", "--seed-nodes", firstAddress]);
        var secondAddress = await second.AddressAsync();

        await second.SignalAsync("TERM");
        (await second.EndAsync()).ExitCode.ShouldBe(0);

        await first.TellsAsync($"{secondAddress} is up (lighthouse,voter)");
        await first.TellsAsync($"{secondAddress} is gone");
    }

    [Fact]
    public async Task Help_has_an_example_and_every_environment_variable()
    {
        await using var lighthouse = LighthouseProcess.Start(["--help"]);

        var (exitCode, output, _) = await lighthouse.EndAsync();

        exitCode.ShouldBe(0);
        output.ShouldContain("Example");
        foreach (var variable in new[] { "APIBENCH__HOSTNAME", "APIBENCH__PORT; default: 4053", "APIBENCH__SEEDNODES", "APIBENCH__LOGLEVEL", "APIBENCH__LOGFILE" })
            output.ShouldContain(variable);
    }

    [Fact]
    public void It_can_be_a_command_of_another_program() => LighthouseCommand.Create().Name.ShouldBe("lighthouse");
}
