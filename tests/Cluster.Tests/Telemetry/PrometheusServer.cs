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
            // It listens first, and answers with 503 until it is ready.
            Uri? address = null;
            while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
            {
                if (Listening().Match(line) is { Success: true } match)
                    address = new Uri($"http://{match.Groups["address"].Value}");
                if (address is not null && line.Contains("ready to receive", StringComparison.Ordinal))
                    return new PrometheusServer(process, address);
            }

            throw new InvalidOperationException("Prometheus ended before it was ready.");
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

    /// <summary>Those of some queries that it can answer with nothing yet.</summary>
    /// <exception cref="HttpRequestException">One is no query.</exception>
    public async Task<IReadOnlyList<string>> WithoutResultAsync(IEnumerable<string> queries)
    {
        List<string> empty = [];
        foreach (var query in queries)
        {
            using var answer = JsonDocument.Parse(await _http.GetStringAsync($"/api/v1/query?query={Uri.EscapeDataString(query)}"));
            if (answer.RootElement.GetProperty("data").GetProperty("result").GetArrayLength() == 0)
                empty.Add(query);
        }

        return empty;
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
