using AkkaApiBench.Benchmarks.Gateway;
using AkkaApiBench.Common;

const int Subscribers = 1_000;
const int ReadsPerSecond = 200;
const double MostReadMs = 50;
var longestRun = TimeSpan.FromMinutes(2);

await using var bench = await BenchUnderWatch.StartAsync();
await bench.RunAsync("warm-up", watch: null);
var (alone, _) = await bench.RunAsync("alone", watch: null);
BenchmarkOutput.Say($"alone:    {alone}");

using var readers = new Readers(bench.Address, ReadsPerSecond);
await using var subscribers = new LiveReaders(bench.Address, Subscribers);
var (watched, reads) = await bench.RunAsync("watched", async run =>
{
    await subscribers.FollowAsync(run);
    return await readers.ReadUpToAsync(subscribers.Ended.WaitAsync(longestRun));
});
BenchmarkOutput.Say($"watched:  {watched}");
BenchmarkOutput.Say($"reads:    {reads}");
BenchmarkOutput.Say($"streams:  {subscribers.Figures}");

return BenchmarkOutput.Conclude("gateway", new { alone, watched, reads, subscribers = subscribers.Figures }, [
    Claim.AtMost("p99 of reads while the run is watched, ms", reads!.P99Ms, MostReadMs),
    Claim.AtMost("reads that failed", reads.Failed, 0),
    Claim.AtLeast("subscribers that heard the end", subscribers.Figures.HeardEnd, Subscribers),
    Claim.AtMost("ends that were heard", subscribers.Figures.HeardEnd, Subscribers),
    Claim.AtMost("runs in which the client was the bottleneck", (alone.ClientLimited ? 1 : 0) + (watched.ClientLimited ? 1 : 0), 0),
]);
