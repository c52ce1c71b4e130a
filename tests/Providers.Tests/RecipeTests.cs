using System.Text.Json;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Protocols;
using AkkaApiBench.Providers.Streams;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests;

/// <summary>Adds providers as <c>docs/extending.md</c> says, and measures them.</summary>
public class RecipeTests
{
    private static readonly Presets Known = Presets.BuiltIn
        .With(new("acme", new OpenAiChatProtocol(), "https://api.acme.example/v1", "ACME_API_KEY") { Aliases = ["acme-ai"], Dialect = new() { KeyHeader = "acme-key" } })
        .With(new("parrot", new ParrotProtocol(), null, null));

    [Fact]
    public async Task A_vendor_that_speaks_a_known_protocol_is_a_line()
    {
        await using var server = ScriptedServer.Answering(Answers.Stream(Answers.Text("a"), Answers.Usage, Answers.Done));
        var record = await MeasureAsync(server, "acme-ai");
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(9, 4, 3, 1));
        server.Requests.ShouldHaveSingleItem().ShouldContain($"\r\nacme-key: {Bench.Key}\r\n");
    }

    [Fact]
    public async Task A_new_protocol_is_a_class_and_a_line()
    {
        await using var server = ScriptedServer.Answering(Stream("""{"say":"Hel","mood":"good"}""", """{"say":"lo"}""", """{"bye":"full","heard":7,"said":2}"""));
        var record = await MeasureAsync(server, "parrot");
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(2);
        record.Ttft.ShouldNotBeNull();
        record.Tokens.ShouldBe(new Tokens(7, 0, 2, 0));
        record.TokenSource.ShouldBe(TokenSource.Usage);
        record.FinishReason.ShouldBe("full");
        server.Requests.ShouldHaveSingleItem().ShouldEndWith("\r\n\r\n" + """{"hear":"Be brief.\n\nGrüß Gott"}""");
    }

    [Theory]
    [InlineData("""{"say":"Hel"}""", ErrorKind.TruncatedStream)]
    [InlineData("""{"say":"Hel""", ErrorKind.MalformedResponse)]
    [InlineData("""{"error":{"message":"no seeds","code":503}}""", ErrorKind.Overloaded)]
    public async Task What_goes_wrong_with_it_is_classified_by_the_client(string line, ErrorKind kind)
    {
        await using var server = ScriptedServer.Answering(Stream(line));
        (await MeasureAsync(server, "parrot")).Error.ShouldBe(kind);
    }

    [Fact]
    public void Plans_may_name_it()
    {
        var reading = PlanReader.FromYaml("""
            name: nightly
            targets: [acme-ai/m, "parrot/grey@http://127.0.0.1:1/v1"]
            tests: [{ type: latency, iterations: 1 }]
            """, ProviderCatalog.Load(Known));
        reading.Errors.ShouldBeEmpty();
        reading.Plan!.Targets.Select(target => target.Name).ShouldBe(["acme/m", "parrot/grey"]);
        reading.Plan.Targets[0].ApiKey.ShouldBe(new KeyReference("env:ACME_API_KEY"));
    }

    private static async Task<RequestRecord> MeasureAsync(ScriptedServer server, string provider)
    {
        using var client = LlmClient.Create(Bench.Target(server.Url, provider), Bench.Workload(), Bench.Keys, Known);
        using var lane = client.OpenLane();
        return await lane.SendAsync(0, Bench.Prompt(client), default);
    }

    private static string Stream(params string[] lines) =>
        "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
        + string.Concat(lines.Select(line => Answers.Chunk(line + "\n"))) + Answers.LastChunk;

    /// <summary>A protocol that nobody speaks: it hears a text, says pieces, and tells at the end how much it heard and said.</summary>
    private sealed class ParrotProtocol : IWireProtocol
    {
        public Framing? Framing => Framing.JsonLines;

        public bool FinishReasonEnds => false;

        public string PathOf(string model, bool isStreamed) => $"/{model}/talk";

        public IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key) => Bearer.Headers(key);

        public byte[] Encode(string model, Workload workload, Dialect dialect) =>
            JsonBody.Write(json => json.WriteString("hear", JsonBody.TextOf(workload.Messages)));

        public void ReadEvent(ReadOnlySpan<byte> data, Answer answer) => ReadBody(data, answer);

        public void ReadBody(ReadOnlySpan<byte> json, Answer answer)
        {
            var reader = new Utf8JsonReader(json);
            long? heard = null, said = null;
            var hasError = false;
            JsonWalk.EnterDocument(ref reader);
            while (JsonWalk.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("say"u8) && reader.Read())
                    answer.AddText(ref reader, Content.Answer);
                else if (reader.ValueTextEquals("bye"u8) && reader.Read())
                    answer.Finish(ref reader);
                else if (reader.ValueTextEquals("heard"u8))
                    heard = JsonWalk.Count(ref reader);
                else if (reader.ValueTextEquals("said"u8))
                    said = JsonWalk.Count(ref reader);
                else if (reader.ValueTextEquals("error"u8))
                    hasError |= JsonWalk.SkipsSomething(ref reader);
                else
                    reader.Skip();
            }

            JsonWalk.LeaveDocument(ref reader);
            if (hasError)
                answer.Fail(ErrorBody.Parse(json).ToFailure());
            if (answer.FinishReason is null)
                return;
            answer.Merge(new Usage(heard, Cached: null, said, Reasoning: null, IsFinal: true));
            answer.Complete();
        }
    }
}
