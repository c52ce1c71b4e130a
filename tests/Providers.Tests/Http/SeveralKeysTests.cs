using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Providers.Tests.Http;

/// <summary>A target with several keys.</summary>
public class SeveralKeysTests
{
    private static readonly KeyReference[] References = [new("env:FIRST_KEY"), new("env:SECOND_KEY")];

    [Fact]
    public async Task No_key_shows_whichever_the_server_repeats()
    {
        await using var server = ScriptedServer.Answering(Answers.Json("""{"error":{"message":"sk-first-1234567890 and sk-second-1234567890"}}""", 401));
        using var client = Client(server.Url);
        using var lane = client.OpenLane();

        var record = await lane.SendAsync(0, Bench.Prompt(client), 1, default);

        record.Error.ShouldBe(ErrorKind.Auth);
        record.ToString().ShouldNotContain("sk-first");
        record.ToString().ShouldNotContain("sk-second");
    }

    [Theory]
    [InlineData(0, "Bearer sk-first-1234567890")]
    [InlineData(1, "Bearer sk-second-1234567890")]
    public async Task A_request_is_sent_with_the_key_that_is_asked_for(int key, string header)
    {
        await using var server = ScriptedServer.Answering(Answers.Json("{}"));
        using var client = Client(server.Url);
        using var lane = client.OpenLane();

        await lane.SendAsync(0, Bench.Prompt(client), key, default);

        server.Requests.ShouldHaveSingleItem().ShouldContain($"Authorization: {header}");
    }

    private static LlmClient Client(Uri url) => LlmClient.Create(
        Bench.Target(url) with { ApiKey = References[0], ApiKeys = References }, Bench.Workload(stream: false), new TwoKeys());

    private sealed class TwoKeys : IKeySource
    {
        public ApiKey Resolve(KeyReference reference) =>
            ApiKey.Parse(reference == References[0] ? "sk-first-1234567890" : "sk-second-1234567890")!;
    }
}
