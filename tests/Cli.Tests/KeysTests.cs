using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Tests;

/// <summary><c>apibench keys</c>.</summary>
public sealed class KeysTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly KeyView Key = new()
    {
        Id = "k1", Name = "ci", Tenant = "default", Role = Role.Operator, CreatedAt = Noon, CreatedBy = "anna", ExpiresAt = Noon.AddDays(30),
    };

    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("keys create ci", "--role")]
    [InlineData("keys revoke", "'apibench keys revoke --help' shows what there is.")]
    public async Task What_cannot_be_asked_is_wrong_usage(string line, string said)
    {
        (await _world.RunAsync(line.Split(' '))).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
    }

    [Fact]
    public async Task A_new_key_is_all_that_is_written_to_standard_output()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Serve("keys", new NewKeyView(Key, "apib_k1_secret"), ApiJson.Default.NewKeyView));

        (await TellAsync(gateway, "keys", "create", "ci", "--role", "operator", "--expires-in", "720h")).ShouldBe(ExitCode.Done);

        _world.Out.Trim().ShouldBe("apib_k1_secret");
        _world.Error.ShouldContain("The key of k1 'ci' (operator, until 2026-12-24 12:00:00Z), shown this once:");
        JsonNode.DeepEquals(JsonNode.Parse(gateway.Bodies.Single()), JsonNode.Parse("""{ "name": "ci", "role": "operator", "expires_in": "720h" }""")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_is_rotated_with_an_overlap()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Serve("keys/{id}/rotate", new NewKeyView(Key, "apib_k2_secret"), ApiJson.Default.NewKeyView));

        (await TellAsync(gateway, "keys", "rotate", "k1", "--overlap", "24h", "--json")).ShouldBe(ExitCode.Done);

        JsonNode.Parse(_world.Out)!["secret"]!.GetValue<string>().ShouldBe("apib_k2_secret");
        gateway.Asked.ShouldBe(["POST /api/v1/keys/k1/rotate"]);
        gateway.Bodies.Single().ShouldBe("""{"overlap":"24h"}""");
    }

    [Fact]
    public async Task Keys_are_listed_and_revoked()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Serve("keys", new KeyListView([Key]), ApiJson.Default.KeyListView)
            .Serve("keys/{id}", new KeyListView([]), ApiJson.Default.KeyListView));

        (await TellAsync(gateway, "keys", "list")).ShouldBe(ExitCode.Done);
        (await TellAsync(gateway, "keys", "revoke", "k1")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldMatch(@"k1\W+ci\W+operator");
        _world.Out.ShouldContain("k1 ci: revoked");
        gateway.Asked.Last().ShouldBe("DELETE /api/v1/keys/k1");
    }

    private Task<ExitCode> TellAsync(FakeGateway gateway, params string[] args) => _world.RunAsync([.. args, "--gateway", gateway.Address.AbsoluteUri]);
}
