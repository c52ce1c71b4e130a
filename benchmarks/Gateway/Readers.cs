using System.Diagnostics;

namespace AkkaApiBench.Benchmarks.Gateway;

/// <summary>How reads went.</summary>
/// <param name="Count">How many there were.</param>
/// <param name="Failed">How many were not answered with 200.</param>
/// <param name="P50Ms">The median time from when a read was due.</param>
/// <param name="P99Ms">The 99th percentile.</param>
/// <param name="MaxMs">The longest.</param>
internal sealed record ReadFigures(int Count, int Failed, double P50Ms, double P99Ms, double MaxMs);

/// <summary>People and programs that look things up, so many a second, whether they are answered soon or not.</summary>
internal sealed class Readers(Uri address, int perSecond) : IDisposable
{
    private static readonly string[] Paths =
        ["/api/v1/runs", "/api/v1/cluster", "/api/v1/targets", "/api/v1/runs?limit=1", "/api/v1/monitors", "/api/v1/alerts", "/api/v1/overview"];

    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Reads until something has happened.</summary>
    public async Task<ReadFigures> ReadUpToAsync(Task end)
    {
        var reads = new List<Task<(double Ms, bool Failed)>>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var begun = Stopwatch.GetTimestamp();
        while (!end.IsCompleted && await timer.WaitForNextTickAsync())
        {
            while (reads.Count < Stopwatch.GetElapsedTime(begun).TotalSeconds * perSecond)
                reads.Add(ReadAsync(Paths[reads.Count % Paths.Length], begun + (long)(Stopwatch.Frequency * (double)reads.Count / perSecond)));
        }

        var done = await Task.WhenAll(reads);
        var times = done.Select(read => read.Ms).Order().ToArray();
        return new ReadFigures(done.Length, done.Count(read => read.Failed), times[times.Length / 2], times[times.Length * 99 / 100], times[^1]);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(double Ms, bool Failed)> ReadAsync(string path, long due)
    {
        using var response = await _http.GetAsync(path);
        await response.Content.ReadAsByteArrayAsync();
        return (Stopwatch.GetElapsedTime(due).TotalMilliseconds, !response.IsSuccessStatusCode);
    }
}
