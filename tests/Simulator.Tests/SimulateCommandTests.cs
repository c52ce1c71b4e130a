using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json;

namespace AkkaApiBench.Simulator.Tests;

public sealed class SimulateCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulate-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--port", "70000")]
    [InlineData("--port", "many")]
    [InlineData("--seed", "x")]
    [InlineData("--address", "localhost")]
    public async Task Wrong_usage_exits_with_2(params string[] args) => (await SimulateCommand.RunAsync(args)).ShouldBe(2);

    [Fact]
    public async Task Every_error_of_every_profile_file_is_told_with_its_file()
    {
        var bad = Write("bad.yaml", "name: p\nprotocol: gopher\nmodels: [m]\ncolour: red");
        var missing = Path.Combine(_folder.FullName, "missing.yaml");
        var (code, output, error) = await RunAsync(CancellationToken.None, "--profile", bad, "--profile", missing);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain($"{bad}: protocol: 'gopher' is not allowed; allowed: openai, anthropic");
        error.ShouldContain($"{bad}: colour: this field");
        error.ShouldContain($"{missing}: cannot be read");
    }

    [Fact]
    public async Task Two_files_with_one_name_are_refused()
    {
        var text = "name: p\nprotocol: openai\nmodels: [m]";
        var (code, _, error) = await RunAsync(CancellationToken.None, "--profile", Write("a.yaml", text), "--profile", Write("b.yaml", text));

        code.ShouldBe(2);
        error.ShouldContain("b.yaml: name: 'p' is not allowed");
    }

    [Fact]
    public async Task A_port_in_use_is_a_clear_error()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (code, _, error) = await RunAsync(CancellationToken.None, "--port", port);

        code.ShouldBe(2);
        error.ShouldContain($"--port: cannot listen at 127.0.0.1:{port}");
    }

    [Fact]
    public async Task Addresses_are_written_as_json_and_served_until_interrupted()
    {
        using var interrupt = new CancellationTokenSource();
        using var output = new LineWriter();
        var owl = Write("owl.json", """{ "name": "owl", "protocol": "anthropic", "models": ["owl-1"], "price": { "input": 1, "output": 2 } }""");
        var running = SimulateCommand.Create().Parse(["--json", "--address", "0.0.0.0", "--profile", owl])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = TextWriter.Null }, interrupt.Token);

        var line = JsonDocument.Parse(await output.FirstLine).RootElement;
        line.GetProperty("address").GetString().ShouldStartWith("http://127.0.0.1:", customMessage: "an address that means all can be listened at, and not asked");
        var profiles = line.GetProperty("profiles").EnumerateArray().ToList();
        profiles.Select(profile => profile.GetProperty("name").GetString()).ShouldBe(["openai", "anthropic", "groq", "owl"]);
        profiles[3].GetProperty("price").GetProperty("cached_input").GetDecimal().ShouldBe(1);
        using (var client = new HttpClient())
            (await client.GetStringAsync(profiles[3].GetProperty("base_url").GetString() + "/models")).ShouldContain("owl-1");

        await interrupt.CancelAsync();
        (await running).ShouldBe(0);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(CancellationToken interrupted, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await SimulateCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, interrupted);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Tells of the first line that is written.</summary>
    private sealed class LineWriter : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> FirstLine => _first.Task;

        public override Task WriteLineAsync(string? value)
        {
            _first.TrySetResult(value ?? "");
            return Task.CompletedTask;
        }
    }
}
