using System.Diagnostics;
using AkkaApiBench.Common;

namespace AkkaApiBench.Engine;

/// <summary>What a client did while it was looked at.</summary>
/// <param name="Client">Its name.</param>
/// <param name="Answers">Complete answers.</param>
/// <param name="Tokens">Content events.</param>
/// <param name="CpuSeconds">Its processor time.</param>
/// <param name="Seconds">How long it was looked at.</param>
/// <param name="ServerCpuSeconds">The server's processor time.</param>
/// <param name="AllocatedBytes">What it allocated on the managed heap; null where that is not known.</param>
/// <param name="RecordedShare">Records on disk for each answer of the server, over the client's whole life; null where there are none.</param>
internal sealed record Measured(
    string Client, long Answers, long Tokens, double CpuSeconds, double Seconds, double ServerCpuSeconds, long? AllocatedBytes, double? RecordedShare)
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    public double AnswersPerCpuSecond => Answers / CpuSeconds;

    public double TokensPerCpuSecond => Tokens / CpuSeconds;

    /// <summary>Runs a client and looks at it when it is warm.</summary>
    public static async Task<Measured> OfAsync(Peer peer, PeerServer server, Setup setup, string folder, CancellationToken cancellation)
    {
        using var client = ClientProcess.Start(peer);
        var started = Stopwatch.GetTimestamp();
        while ((await server.LookAsync(cancellation)).Answers == 0)
        {
            if (client.HasEnded || Stopwatch.GetElapsedTime(started) > StartTime)
                throw new InvalidOperationException($"{peer.Name} did not begin to send requests.");
            await Task.Delay(LookInterval, cancellation);
        }

        await Task.Delay(peer.Warmup, cancellation);
        var isOurs = peer.Name == Peers.Apibench;
        var allocatedBefore = isOurs ? await client.AllocatedAsync(cancellation) : (long?)null;
        var (before, cpuBefore, serverBefore, at) = (await server.LookAsync(cancellation), client.Cpu, server.Cpu, Stopwatch.GetTimestamp());
        do
            await Task.Delay(LookInterval, cancellation);
        while ((client.Cpu - cpuBefore).TotalSeconds < setup.CpuSeconds && Stopwatch.GetElapsedTime(at) < setup.Patience);
        var (after, cpu, serverCpu, seconds) = (await server.LookAsync(cancellation), client.Cpu - cpuBefore, server.Cpu - serverBefore, Stopwatch.GetElapsedTime(at));
        var allocated = isOurs ? await client.AllocatedAsync(cancellation) : (long?)null;

        double? recorded = null;
        if (isOurs)
        {
            await client.InterruptAsync(cancellation);
            var lines = File.ReadLines(Path.Combine(folder, "results", "requests.jsonl")).LongCount(line => line.Contains("\"ok\":true", StringComparison.Ordinal));
            recorded = (double)lines / (await server.LookAsync(cancellation)).Answers;
        }

        return new Measured(peer.Name, after.Answers - before.Answers, after.Events - before.Events,
            cpu.TotalSeconds, seconds.TotalSeconds, serverCpu.TotalSeconds, allocated - allocatedBefore, recorded);
    }

    /// <summary>Several rounds as one.</summary>
    public static Measured Sum(IReadOnlyList<Measured> rounds) => new(
        rounds[0].Client, rounds.Sum(one => one.Answers), rounds.Sum(one => one.Tokens), rounds.Sum(one => one.CpuSeconds),
        rounds.Sum(one => one.Seconds), rounds.Sum(one => one.ServerCpuSeconds),
        rounds[0].AllocatedBytes is null ? null : rounds.Sum(one => one.AllocatedBytes), rounds.Min(one => one.RecordedShare));
}
