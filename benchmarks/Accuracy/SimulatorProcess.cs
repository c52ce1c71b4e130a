using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AkkaApiBench.Common;

namespace AkkaApiBench.Accuracy;

/// <summary>When the simulator did what with one request, in seconds after the request's arrival.</summary>
/// <param name="Tokens">Just before each token was written.</param>
/// <param name="End">Just before the end of the answer was written.</param>
/// <param name="Lateness">How far each token was written from its planned time, in seconds.</param>
internal sealed record RequestTruth(IReadOnlyList<double> Tokens, double End, IReadOnlyList<double> Lateness);

/// <summary>The simulator, serving one steady provider.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Uri _address;

    private SimulatorProcess(Process process, Uri address, Uri baseUrl) => (_process, _address, BaseUrl) = (process, address, baseUrl);

    public Uri BaseUrl { get; }

    public static async Task<SimulatorProcess> StartAsync(TemporaryFolder folder, StreamLoad load, CancellationToken cancellation)
    {
        var profile = folder.File("profile.yaml");
        await File.WriteAllTextAsync(profile, string.Create(CultureInfo.InvariantCulture, $$"""
            name: steady
            protocol: openai
            models: [{{StreamLoad.Model}}]
            require_key: false
            latency:
              ttft: { uniform: { min: 50ms, max: 150ms } }
              token_gap: { constant: { value: {{1000 / load.TokensPerSecond}}ms } }
            output: { tokens: { constant: { value: {{load.Tokens}} } } }
            """), cancellation);
        var process = ApibenchProgram.Start("simulate", "--profile", profile, "--json");
        var started = JsonNode.Parse(await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The simulator did not start."))!;
        var steady = started["profiles"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == "steady")!;
        return new SimulatorProcess(process, new Uri(started["address"]!.GetValue<string>()), new Uri(steady["base_url"]!.GetValue<string>()));
    }

    /// <summary>What became of each request, by its id.</summary>
    public async Task<IReadOnlyDictionary<string, RequestTruth>> ReadTruthAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        var lines = await http.GetStringAsync(new Uri(_address, "/simulator/truth"), cancellation);
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
            .Where(truth => truth["events_ticks"]!.AsArray().Count > 0)
            .ToDictionary(truth => truth["id"]!.GetValue<string>(), Read);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static RequestTruth Read(JsonNode truth)
    {
        var arrived = truth["arrived_ticks"]!.GetValue<long>();
        var events = truth["events_ticks"]!.AsArray().Select(sent => (Due: sent![0]!.GetValue<long>(), Before: sent[1]!.GetValue<long>())).ToList();
        return new RequestTruth(
            [.. events.Select(sent => Seconds(arrived, sent.Before))],
            Seconds(arrived, truth["end_before_ticks"]!.GetValue<long>()),
            [.. events.Select(sent => Seconds(sent.Due, sent.Before))]);
    }

    private static double Seconds(long from, long to) => (to - from) / (double)Stopwatch.Frequency;
}
