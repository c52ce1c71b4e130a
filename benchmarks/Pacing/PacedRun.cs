using System.Diagnostics;
using System.Globalization;
using AkkaApiBench.Common;

namespace AkkaApiBench.Pacing;

/// <summary>How one run kept its schedule.</summary>
/// <param name="Load">The load model.</param>
/// <param name="Rate">Requests a second asked for.</param>
/// <param name="Requests">Requests answered.</param>
/// <param name="LateP50Ms">Half of them were sent no later than this after they were due.</param>
/// <param name="LateP99Ms">The same for 99 %.</param>
/// <param name="LateMaxMs">The latest.</param>
/// <param name="RateError">(rate sent − rate asked for) / rate asked for.</param>
/// <param name="DueP">Probability of distances between due times at least as far from exponential ones if they were; Poisson arrivals only.</param>
/// <param name="SentP">The same for the times at which requests were sent.</param>
/// <param name="ShortestUs">The first percentile of the distances at which requests were sent, in µs.</param>
internal sealed record PacingFigures(
    string Load, int Rate, int Requests, double LateP50Ms, double LateP99Ms, double LateMaxMs, double RateError, double? DueP, double? SentP,
    double ShortestUs);

internal static class PacedRun
{
    /// <summary>The load models that pace requests.</summary>
    public static readonly IReadOnlyList<string> Loads = ["constant_rate", "poisson"];

    public static async Task<PacingFigures> MeasureAsync(string load, int rate, int seconds, Uri server, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var output = folder.File("results");
        using var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "AkkaApiBench.Cli.dll"), "run",
            "--target", $"openai-compatible/fixed@{server.ToString().TrimEnd('/')}", "--test", "throughput", "--load", load,
            "--rate", rate.ToString(CultureInfo.InvariantCulture), "--duration", $"{seconds}s", "--warmup", "3s", "--no-stream",
            "--data-dir", folder.File("data"), "--output-dir", output,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);

        var sent = RecordedRequest.ReadAnswered(output);
        var late = sent.Select(request => request.Seconds("pacing_error_ms")!.Value * 1000).Order().ToList();
        var times = sent.Select(request => (request.StartedAt - sent[0].StartedAt).TotalSeconds).ToList();
        // Whatever was sent late may have been overtaken.
        var due = sent.Select((request, index) => times[index] - request.Seconds("pacing_error_ms")!.Value).Order().ToList();
        return new PacingFigures(load, rate, sent.Count, Share.Of(late, 0.5), Share.Of(late, 0.99), late[^1],
            (sent.Count - 1) / times[^1] / rate - 1, Poisson(due), Poisson(times), Share.Of([.. Distances(times).Order()], 0.01) * 1e6);

        double? Poisson(List<double> instants) => load == "poisson" ? KolmogorovSmirnov.OfExponential(Distances(instants), rate) : null;
    }

    private static List<double> Distances(List<double> times) => [.. times.Zip(times.Skip(1), (one, next) => next - one)];
}
