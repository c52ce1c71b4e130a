using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests.Keys;

public sealed class KeyTests : IDisposable
{
    private const string Secret = "sk-very-secret";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apibench-keys-");
    private readonly KeyResolver _resolver = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_missing_variable_is_named()
    {
        var missing = new KeyReference("env:APIBENCH_TESTS_NO_SUCH_KEY");
        var refusal = Should.Throw<KeyUnavailableException>(() => LlmClient.Create(
            Bench.Target(new Uri("http://h/v1")) with { ApiKey = missing }, Bench.Workload(), _resolver));
        refusal.Reference.ShouldBe(missing);
        refusal.Message.ShouldBe("api_key: env:APIBENCH_TESTS_NO_SUCH_KEY: this environment variable is not set");
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<KeyUnavailableException>(() => _resolver.Resolve(new KeyReference("file:/no/such/file")))
            .Message.ShouldBe("api_key: file:/no/such/file: this file does not exist");

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData(Secret + "\nX-Injected: 1")]
    [InlineData(Secret + "\0")]
    [InlineData(Secret + "ü")]
    [InlineData("two words " + Secret)]
    public void What_cannot_be_a_key_is_refused_without_showing_it(string content)
    {
        var refusal = Should.Throw<KeyUnavailableException>(() => _resolver.Resolve(Write(content)));
        refusal.ToString().ShouldNotContain(Secret);
        refusal.Message.ShouldContain("printable ASCII");
    }

    [Fact]
    public void A_key_in_the_place_of_a_reference_is_not_shown() =>
        Should.Throw<KeyUnavailableException>(() => _resolver.Resolve(new KeyReference(Secret))).ToString().ShouldNotContain(Secret);

    [Fact]
    public void A_file_larger_than_any_key_is_not_read() =>
        Should.Throw<KeyUnavailableException>(() => _resolver.Resolve(Write(new string('x', 100_000)))).Message.ShouldContain("65536 bytes");

    [Fact]
    public void A_key_from_a_file_is_trimmed_hidden_and_usable()
    {
        var key = _resolver.Resolve(Write($"  {Secret}\r\n"));
        key.Reveal().ShouldBe(Secret);
        key.ToString().ShouldNotContain(Secret);
        $"{key}".ShouldNotContain(Secret);
        key.Redact($"a {Secret} b{Secret}").ShouldBe("a (key hidden) b(key hidden)");
    }

    [Fact]
    public void A_key_from_a_variable_is_found()
    {
        // A variable that every process has; its value is only compared.
        var path = Environment.GetEnvironmentVariable("PATH")!;
        _resolver.Resolve(new KeyReference("env:PATH")).Reveal().ShouldBe(path);
    }

    [Fact]
    public void No_reference_is_no_key()
    {
        _resolver.Resolve(KeyReference.None).IsNone.ShouldBeTrue();
        ApiKey.None.Redact("text").ShouldBe("text");
    }

    [Fact]
    public void Nothing_that_holds_a_key_shows_it()
    {
        using var client = Bench.Client(new Uri("http://h/v1"));
        using var lane = client.OpenLane();
        client.ToString().ShouldNotContain(Bench.Key);
        lane.ToString()!.ShouldNotContain(Bench.Key);
    }

    private KeyReference Write(string content)
    {
        var file = Path.Combine(_folder.FullName, "key");
        File.WriteAllText(file, content);
        return new KeyReference($"file:{file}");
    }
}
