using AkkaApiBench.Cluster.Tests.Fixture;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>A coordinator that dies and stays away for long.</summary>
public sealed class LostVoteTests : ProcessTests
{
    private readonly string _host = LoopbackAddress.New();

    [Fact]
    public async Task The_others_live_on_without_it_and_take_it_in_again()
    {
        // Of two halves the one with the lowest address would live on, so the coordinator has that.
        var seed = $"akka.tcp://apibench@{_host}:4055";
        await using var lighthouse = await Member.LighthouseAsync(Folder, ["--hostname", _host, "--port", "4055", "--seed-nodes", seed]);
        await using var journal = await NodeAsync("journal,gateway", 4054, seed);
        await using (var first = await NodeAsync("coordinator", 4053, seed))
        {
            await journal.WhenInTouchAsync(3);
            await first.Process.DieAsync();
            await journal.Process.ErrorLineAsync(line => line.Contains($"{first.Address} is gone"));
        }

        await using var second = await NodeAsync("coordinator", 4053, seed);

        // At the port that the system chose for it, so it is the process that it was.
        await journal.WhenInTouchAsync(3);
        lighthouse.Process.Errors.Text.ShouldNotContain("is leaving");
    }

    private Task<Member> NodeAsync(string roles, int port, string seed) => Member.NodeAsync(
        Folder, roles, ["--roles", roles, "--hostname", _host, "--port", $"{port}", "--seed-nodes", seed]);
}
