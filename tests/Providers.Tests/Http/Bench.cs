using System.Security.Cryptography.X509Certificates;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Prompts;
using AkkaApiBench.Providers.Tokenizers;

namespace AkkaApiBench.Providers.Tests.Http;

/// <summary>What the tests of the client have in common: a key that must not show, and ways to send one request.</summary>
internal static class Bench
{
    public const string Key = "sk-secret-0123456789";

    public static readonly IKeySource Keys = new FixedKey();

    public static Workload Workload(bool stream = true, Timeouts? timeouts = null) => new()
    {
        Messages = [new("system", "Be brief."), new("user", "Grüß Gott")],
        MaxTokens = 16,
        Stream = stream,
        Timeouts = timeouts ?? new Timeouts { Connect = Long, FirstToken = Long, Total = Long },
    };

    /// <summary>Tokens of the messages of <see cref="Workload"/> where the provider does not count them.</summary>
    public static long PromptTokens => Workload().Messages.Sum(message => (long)TokenizerBook.For("openai", "m").Count(message.Content));

    private static TimeSpan Long => TimeSpan.FromMinutes(5);

    public static Target Target(Uri url, string provider = "openai", string model = "m") =>
        new() { Provider = provider, Model = model, BaseUrl = url, ApiKey = new KeyReference("env:THE_KEY") };

    public static LlmClient Client(Uri url, bool stream = true, string provider = "openai", Timeouts? timeouts = null, X509ChainPolicy? trust = null) =>
        LlmClient.Create(Target(url, provider), Workload(stream, timeouts), Keys, Presets.BuiltIn, trust: trust);

    /// <summary>What <see cref="Workload"/> asks, encoded.</summary>
    public static PreparedPrompt Prompt(LlmClient client) => client.Prepare(new Prompt(Workload().Messages, Workload().MaxTokens));

    /// <summary>Sends one request to a server and gives its record, after making sure that the key is nowhere in it.</summary>
    public static async Task<RequestRecord> SendAsync(
        ScriptedServer server, bool stream = true, string provider = "openai", Timeouts? timeouts = null, CancellationToken stop = default)
    {
        using var client = Client(server.Url, stream, provider, timeouts);
        using var lane = client.OpenLane();
        var record = await lane.SendAsync(0, Bench.Prompt(client), stop);
        record.ToString().ShouldNotContain(Key);
        return record;
    }

    public static async Task<RequestRecord> SendAsync(string response, bool stream = true, string provider = "openai")
    {
        await using var server = ScriptedServer.Answering(response);
        return await SendAsync(server, stream, provider);
    }

    private sealed class FixedKey : IKeySource
    {
        public ApiKey Resolve(KeyReference reference) => ApiKey.Parse(Key)!;
    }
}
