using System.Text;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Tests;

/// <summary>What tests start from.</summary>
internal static class Given
{
    public static readonly Profile OpenAi = new()
    {
        Name = "fast",
        Protocol = WireProtocol.OpenAi,
        Models = ["m1"],
        Output = new Output { Tokens = new Constant(6) },
    };

    public static readonly Profile Anthropic = OpenAi with { Name = "claude", Protocol = WireProtocol.Anthropic };

    public static Profile With(this Profile profile, FaultKind fault, TimeSpan lasts = default) =>
        profile with { Faults = [new Fault(fault, 1) { Lasts = lasts }] };

    public static Task<SimulatorHost> SimulatorAsync(params Profile[] profiles) =>
        SimulatorHost.StartAsync(new SimulatorOptions { Profiles = profiles });

    public static string Path(this Profile profile) =>
        $"/{profile.Name}/v1{(profile.Protocol is WireProtocol.OpenAi ? "/chat/completions" : "/messages")}";

    public static string Body(bool stream, string model = "m1", int maxTokens = 100) =>
        $$"""{"model":"{{model}}","max_tokens":{{maxTokens}},"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hello"}]}""";

    public static HttpRequestMessage Request(SimulatorHost host, string path, string body, string? key = "any")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, path))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("anthropic-version", "2023-06-01");
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
            request.Headers.Add("Authorization", $"Bearer {key}");
        }

        return request;
    }
}

/// <summary>A time that moves when the test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => _elapsed += by;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) + _elapsed;

    public override long GetTimestamp() => _elapsed.Ticks;
}
