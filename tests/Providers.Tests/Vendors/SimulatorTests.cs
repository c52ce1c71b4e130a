using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Prompts;
using AkkaApiBench.Providers.Tests.Http;
using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Providers.Tests.Vendors;

/// <summary>Every protocol from the request to the record, against the simulator, whose truth is what must come out.</summary>
public class SimulatorTests
{
    private const int OutputTokens = 10;
    private const int ReasoningTokens = 3;

    // Of each provider the protocol of the profile that it is measured at, and what its usage tells.
    private static readonly (string Provider, WireProtocol Protocol, bool TellsReasoning, bool TellsCached)[] All =
    [
        ("openai", WireProtocol.OpenAi, true, true),
        ("openai-responses", WireProtocol.OpenAi, true, true),
        ("openai-completions", WireProtocol.OpenAi, false, false),
        ("anthropic", WireProtocol.Anthropic, false, true),
        ("gemini", WireProtocol.Gemini, true, true),
        ("cohere", WireProtocol.Cohere, false, false),
        ("ollama-native", WireProtocol.Ollama, false, false),
    ];

    private static readonly (FaultKind Fault, ErrorKind Error)[] StreamFaults =
    [
        (FaultKind.ServerError, ErrorKind.ServerError),
        (FaultKind.Overloaded, ErrorKind.Overloaded),
        (FaultKind.RateLimited, ErrorKind.RateLimited),
        (FaultKind.MissingEnd, ErrorKind.TruncatedStream),
        (FaultKind.CutStream, ErrorKind.TruncatedStream),
        (FaultKind.ConnectionReset, ErrorKind.ConnectionReset),
        (FaultKind.MalformedJson, ErrorKind.MalformedResponse),
    ];

    public static TheoryData<string, WireProtocol> Providers
    {
        get
        {
            var data = new TheoryData<string, WireProtocol>();
            foreach (var (provider, protocol, _, _) in All)
                data.Add(provider, protocol);
            return data;
        }
    }

    public static TheoryData<string, WireProtocol, bool> Answers
    {
        get
        {
            var data = new TheoryData<string, WireProtocol, bool>();
            foreach (var (provider, protocol, _, _) in All)
            {
                data.Add(provider, protocol, true);
                data.Add(provider, protocol, false);
            }

            return data;
        }
    }

    public static TheoryData<string, WireProtocol, FaultKind, ErrorKind> Faults
    {
        get
        {
            var data = new TheoryData<string, WireProtocol, FaultKind, ErrorKind>();
            foreach (var (provider, protocol, _, _) in All)
            {
                foreach (var (fault, error) in StreamFaults)
                    data.Add(provider, protocol, fault, error);
                data.Add(provider, protocol, FaultKind.StreamError,
                    provider is "anthropic" or "gemini" ? ErrorKind.Overloaded : ErrorKind.ServerError);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_is_measured_as_it_was_sent(string provider, WireProtocol protocol, bool stream)
    {
        var (record, truth) = await MeasureAsync(provider, Profile(protocol), Bench.Workload(stream));
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(stream ? OutputTokens : 0);
        record.ContentEvents.ShouldBe(truth.Events.Length);
        record.TokenSource.ShouldBe(TokenSource.Usage);
        var (_, _, tellsReasoning, tellsCached) = All.Single(one => one.Provider == provider);
        record.Tokens.ShouldBe(new Tokens(
            truth.InputTokens, tellsCached ? truth.CachedTokens : 0, truth.OutputTokens, tellsReasoning ? truth.ReasoningTokens : 0));
        (truth.OutputTokens, truth.CachedTokens > 0, truth.ReasoningTokens).ShouldBe(
            provider == "openai-completions" ? (OutputTokens, false, 0) : (OutputTokens, true, ReasoningTokens));
        if (stream)
            record.FirstAnswer.ShouldBeGreaterThanOrEqualTo(record.FirstContent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Embeddings_are_measured_as_they_were_sent(bool stream)
    {
        var (record, truth) = await MeasureAsync("openai-embeddings", Profile(WireProtocol.OpenAi), Bench.Workload(stream));
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(truth.InputTokens, 0, 0, 0));
        record.TokenSource.ShouldBe(TokenSource.Usage);
        (truth.Stream, truth.OutputTokens, truth.CachedTokens).ShouldBe((false, 0, 0));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_goes_wrong_with_a_stream_is_told_apart(string provider, WireProtocol protocol, FaultKind fault, ErrorKind kind)
    {
        var profile = Profile(protocol) with { Faults = [new Fault(fault, 1)] };
        var (record, truth) = await MeasureAsync(provider, profile, Bench.Workload());
        record.Error.ShouldBe(kind, record.ErrorMessage);
        truth.Fault.ShouldBe(fault);
        record.Status.ShouldBe(truth.Status);
    }

    [Theory]
    [InlineData("openai-embeddings", FaultKind.ServerError, ErrorKind.ServerError)]
    [InlineData("openai-embeddings", FaultKind.RateLimited, ErrorKind.RateLimited)]
    [InlineData("openai-embeddings", FaultKind.StreamError, ErrorKind.ServerError)]
    [InlineData("openai-embeddings", FaultKind.CutStream, ErrorKind.TruncatedStream)]
    [InlineData("openai-embeddings", FaultKind.MalformedJson, ErrorKind.MalformedResponse)]
    public async Task What_goes_wrong_with_embeddings_is_told_apart(string provider, FaultKind fault, ErrorKind kind)
    {
        var profile = Profile(WireProtocol.OpenAi) with { Faults = [new Fault(fault, 1)] };
        (await MeasureAsync(provider, profile, Bench.Workload())).Record.Error.ShouldBe(kind);
    }

    [Theory]
    [InlineData("openai", WireProtocol.OpenAi)]
    [InlineData("openai-responses", WireProtocol.OpenAi)]
    [InlineData("openai-completions", WireProtocol.OpenAi)]
    [InlineData("anthropic", WireProtocol.Anthropic)]
    [InlineData("gemini", WireProtocol.Gemini)]
    public async Task A_content_filter_is_told_where_the_protocol_has_one(string provider, WireProtocol protocol)
    {
        var profile = Profile(protocol) with { Faults = [new Fault(FaultKind.ContentFilter, 1)] };
        foreach (var stream in new[] { true, false })
            (await MeasureAsync(provider, profile, Bench.Workload(stream))).Record.Error.ShouldBe(ErrorKind.ContentFiltered);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_answer_stops_at_the_limit_of_tokens(string provider, WireProtocol protocol)
    {
        var (record, _) = await MeasureAsync(provider, Profile(protocol), Bench.Workload() with { MaxTokens = 4 });
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.Output.ShouldBe(4);
        record.FinishReason.ShouldBeOneOf("length", "max_tokens", "MAX_TOKENS", "max_output_tokens");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_wrong_key_is_auth_and_an_unknown_model_is_not_found(string provider, WireProtocol protocol)
    {
        (await MeasureAsync(provider, Profile(protocol) with { AcceptedKey = "another" }, Bench.Workload())).Record.Error.ShouldBe(ErrorKind.Auth);
        (await MeasureAsync(provider, Profile(protocol) with { Models = ["another"] }, Bench.Workload())).Record.Error.ShouldBe(ErrorKind.NotFound);
    }

    private static Profile Profile(WireProtocol protocol) => new()
    {
        Name = "vendor",
        Protocol = protocol,
        Models = ["m"],
        RequiresKey = true,
        Output = new Output { Tokens = new Constant(OutputTokens), ReasoningShare = (double)ReasoningTokens / OutputTokens, CachedShare = 0.5 },
    };

    private static async Task<(RequestRecord Record, RequestTruth Truth)> MeasureAsync(string provider, Profile profile, Workload workload)
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [profile] });
        using var client = LlmClient.Create(Bench.Target(simulator.BaseUrlOf(profile.Name), provider), workload, Bench.Keys);
        using var lane = client.OpenLane();
        var record = await lane.SendAsync(0, client.Prepare(new Prompt(workload.Messages, workload.MaxTokens)), default);
        await simulator.Truth.WhenIdleAsync();
        return (record, simulator.Truth.Snapshot().ShouldHaveSingleItem());
    }
}
