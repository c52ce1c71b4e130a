using System.Text.Json.Nodes;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Prompts;
using AkkaApiBench.Providers.Tests.Http;
using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Providers.Tests.Vendors;

/// <summary>What arrives at a provider of a workload's own fields and of prompts that differ.</summary>
public sealed class ExtraFieldTests
{
    public static TheoryData<string, WireProtocol> Providers => new()
    {
        { "openai", WireProtocol.OpenAi },
        { "openai-responses", WireProtocol.OpenAi },
        { "openai-completions", WireProtocol.OpenAi },
        { "openai-embeddings", WireProtocol.OpenAi },
        { "anthropic", WireProtocol.Anthropic },
        { "gemini", WireProtocol.Gemini },
        { "cohere", WireProtocol.Cohere },
        { "ollama-native", WireProtocol.Ollama },
    };

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Extra_fields_arrive_beside_those_of_every_protocol(string provider, WireProtocol protocol)
    {
        const string extra = """{"top_p":0.5,"stop":["\n","ä"],"generationConfig":{"topK":3},"options":{"top_k":3}}""";

        var bodies = await BodiesAsync(provider, protocol, extra, "first");

        var body = bodies.ShouldHaveSingleItem();
        JsonNode.DeepEquals(body["top_p"], 0.5).ShouldBeTrue();
        JsonNode.DeepEquals(body["stop"], new JsonArray("\n", "ä")).ShouldBeTrue();
        body["generationConfig"]!["topK"]!.GetValue<int>().ShouldBe(3);
        body["options"]!["top_k"]!.GetValue<int>().ShouldBe(3);
        var plain = (await BodiesAsync(provider, protocol, null, "first")).Single();
        foreach (var (name, value) in plain.Where(field => field.Value is not JsonObject))
            JsonNode.DeepEquals(body[name], value).ShouldBeTrue($"{name} is as without extra fields");
        if (protocol is WireProtocol.Gemini)
            body["generationConfig"]!["maxOutputTokens"]!.GetValue<int>().ShouldBe(9);
        if (protocol is WireProtocol.Ollama)
            body["options"]!["num_predict"]!.GetValue<int>().ShouldBe(9);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_lane_sends_prompts_of_any_length_one_after_the_other(string provider, WireProtocol protocol)
    {
        string[] prompts = ["first", new string('x', 20_000), "", "ä€😀"];

        var bodies = await BodiesAsync(provider, protocol, null, prompts);

        bodies.Count.ShouldBe(prompts.Length);
        for (var i = 0; i < prompts.Length; i++)
            bodies[i].ToJsonString().ShouldContain(JsonValue.Create(prompts[i]).ToJsonString());
    }

    private static async Task<IReadOnlyList<JsonObject>> BodiesAsync(string provider, WireProtocol protocol, string? extra, params string[] prompts)
    {
        var profile = new Profile { Name = "vendor", Protocol = protocol, Models = ["m"], Output = new Output { Tokens = new Constant(3) } };
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [profile], KeepsBodies = true });
        using var client = LlmClient.Create(Bench.Target(simulator.BaseUrlOf(profile.Name), provider), Bench.Workload() with { Extra = extra }, Bench.Keys);
        using var lane = client.OpenLane();
        foreach (var prompt in prompts)
        {
            var record = await lane.SendAsync(0, client.Prepare(new Prompt([new("user", prompt)], 9)), default);
            record.Error.ShouldBeNull(record.ErrorMessage);
        }

        await simulator.Truth.WhenIdleAsync();
        return [.. simulator.Truth.Snapshot().Select(truth => JsonNode.Parse(truth.Body!)!.AsObject())];
    }
}
