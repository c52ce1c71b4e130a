using System.Globalization;
using AkkaApiBench.Common;

namespace AkkaApiBench.Engine;

/// <summary>Measures all clients in turn.</summary>
internal sealed class Comparison(Setup setup, Answers answers, string server)
{
    public async Task<IReadOnlyList<Measured>> RunAsync(CancellationToken cancellation)
    {
        var rounds = new List<Measured>();
        for (var round = 0; round < setup.Rounds; round++)
            rounds.AddRange(await RunRoundAsync(isFirst: round == 0, cancellation));
        var sums = rounds.GroupBy(one => one.Client).Select(group => Measured.Sum([.. group])).ToList();
        Write(sums);
        return sums;
    }

    private async Task<IReadOnlyList<Measured>> RunRoundAsync(bool isFirst, CancellationToken cancellation)
    {
        var measured = new List<Measured>();
        for (var index = 0; ; index++)
        {
            // A server of its own for each client: none inherits another's connections.
            using var folder = new TemporaryFolder();
            using var running = await PeerServer.StartAsync(server, setup.Tokens, setup.EventsPerWrite, cancellation);
            if (Peers.Of(answers, setup, running.Address, folder.Path).ElementAtOrDefault(index) is not { } peer)
                return measured;
            if (Peers.Missing(peer) is { } reason)
            {
                if (isFirst)
                    BenchmarkOutput.Say($"{peer.Name}: {reason}");
                continue;
            }

            measured.Add(await Measured.OfAsync(peer, running, setup, folder.Path, cancellation));
        }
    }

    private void Write(IReadOnlyList<Measured> sums)
    {
        var isStream = answers is Answers.Stream;
        BenchmarkOutput.Say("");
        BenchmarkOutput.Say(isStream
            ? $"Streams of {setup.Tokens} tokens, {setup.EventsPerWrite} a write, {setup.Connections} connections"
            : $"Answers in one piece, {setup.Connections} connections");
        BenchmarkOutput.Say($"{"client",-14} {(isStream ? "tokens" : "requests"),12}/cpu-s {(isStream ? "bytes/token" : "bytes/request"),16} {"client cpu",11} {"server cpu",11} {"recorded",9}");
        foreach (var one in sums)
        {
            var count = isStream ? one.Tokens : one.Answers;
            BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture,
                $"{one.Client,-14} {count / one.CpuSeconds,18:#,0} {(one.AllocatedBytes is { } bytes ? (bytes / (double)count).ToString("0.0", CultureInfo.InvariantCulture) : ""),16} {one.CpuSeconds / one.Seconds,11:P0} {one.ServerCpuSeconds / one.Seconds,11:P0} {(one.RecordedShare is { } share ? share.ToString("P2", CultureInfo.InvariantCulture) : ""),9}"));
        }
    }
}
