using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AkkaApiBench.Cluster.Tests.Fixture;

namespace AkkaApiBench.Cluster.Tests.Telemetry;

/// <summary>Prometheus itself, scraping one node once a second.</summary>
internal sealed partial class PrometheusServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly Task<string> _said;

    private PrometheusServer(Process process, Uri address)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = address };
        // It must not wait for somebody to read what it says.
        _said = process.StandardError.ReadToEndAsync();
    }

    public static async Task<PrometheusServer> StartAsync(TestFolder folder, Uri node)
    {
        var configuration = folder.Write("prometheus.yml", $$"""
            global: { scrape_interval: 1s, scrape_timeout: 1s }
            scrape_configs:
              - job_name: apibench
                static_configs: [ { targets: [ '{{node.Authority}}' ] } ]
            """);
        var process = Process.Start(new ProcessStartInfo(
            "prometheus", [$"--config.file={configuration}", $"--storage.tsdb.path={folder.PathOf("prometheus")}", "--web.listen-address=127.0.0.1:0"]) { RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(ProcessUnderTest.Patience);
        try
        {
            while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
            {
                if (Listening().Match(line) is { Success: true } match)
                    return new PrometheusServer(process, new Uri($"http://{match.Groups["address"].Value}"));
            }

            throw new InvalidOperationException("Prometheus ended before it listened.");
        }
        catch
        {
            process.Kill();
            throw;
        }
    }

    /// <summary>The names of all series that it has: none while it listens and is not ready yet.</summary>
    public async Task<IReadOnlyList<string>> SeriesAsync()
    {
        using var response = await _http.GetAsync(new Uri("/api/v1/label/__name__/values", UriKind.Relative));
        if (response.StatusCode is HttpStatusCode.ServiceUnavailable)
            return [];
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStreamAsync());
        return [.. answer.RootElement.GetProperty("data").EnumerateArray().Select(name => name.GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        await _said;
        _process.Dispose();
    }

    [GeneratedRegex("msg=\"Listening on\" address=(?<address>\\S+)")]
    private static partial Regex Listening();
}
