using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cluster.Tests.Peers;

/// <summary>Servers that others wrote, measured as a user would.</summary>
public sealed class PeerTests
{
    [PeerTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_OpenAI_compatible_server_is_measured_streaming_and_not(bool isStreamed)
    {
        using var folder = new TestFolder();
        await using var server = await PeerServer.StartAsync(folder.Path);
        string[] arguments =
        [
            "run", "--target", $"openai-compatible/gpt-4o@{server.BaseUrl}", "--api-key", "env:PEER_KEY", "--test", "latency", "--iterations", "5",
            .. isStreamed ? Array.Empty<string>() : ["--no-stream"],
            "--output-dir", "out",
        ];
        await using var run = ProcessUnderTest.Start(folder.Path, arguments, ("PEER_KEY", PeerServer.Key));

        (await run.EndAsync()).ShouldBe(0, run.Said);

        var test = ResultJson.Read(await File.ReadAllTextAsync(Path.Combine(folder.Path, "out", "result.json"))).Targets[0].Tests["latency"];
        test.Requests.ShouldBe(new Messages.Measurement.RequestCounts(5, 0, 0, 0));
        test.Tokens.Output.ShouldBeGreaterThan(0);
        (test.TtftMs is not null).ShouldBe(isStreamed);
    }
}
