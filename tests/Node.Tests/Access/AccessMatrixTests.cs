using System.Net;
using System.Net.Http.Json;
using System.Text;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Coordinator.Access;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Outbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Node.Tests.Access;

/// <summary>A node that wants keys.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync.")]
public sealed class LockedFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly TaskCompletionSource<string> _firstKey = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal WebApplication Node { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>What callers show, by the columns of the table.</summary>
    internal Dictionary<string, string?> Keys { get; } = new() { ["no key"] = null };

    internal string Folder => _folder.Path;

    internal IReadOnlyList<string> Routes =>
    [
        .. Node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.Metadata.GetMetadata<AccessRule>()!.Least is not null || route.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} {route.RoutePattern.RawText!.TrimEnd('/')}")),
    ];

    public async Task InitializeAsync()
    {
        Node = NodeHost.Build(
            new NodeOptions
            {
                Cluster = new ClusterNodeOptions { LogLevel = LogLevel.Debug, LogFile = _folder.File("node.log") },
                DataDirectory = _folder.Path,
                Journal = JournalStore.In(_folder.Path),
                ResumesRuns = false,
                Outbound = OutboundAddressPolicy.Restricted(["10.1.0.0/16", "127.0.0.1"]),
                Access = new AccessOptions(IsOn: true) { Proxies = ["127.0.0.1"], ShowFirstKey = key => _firstKey.TrySetResult(key) },
            },
            ProviderCatalog.Load());
        await Node.StartAsync();
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Node.HttpAddress() };
        Keys["admin"] = await _firstKey.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Keys["viewer"] = (await CreateAsync("viewer")).Secret;
        Keys["operator"] = (await CreateAsync("operator")).Secret;
        var expired = KeySecret.New();
        var entry = new AuditEntry(DateTimeOffset.UnixEpoch, "test", TenantId.Default, "made", expired.Id, "");
        await Node.Services.GetRequiredService<AccessGateway>().ChangeAsync(
            new IssueKey(
                new AccessKey
                {
                    Id = expired.Id, Name = "expired", Tenant = TenantId.Default, Role = Role.Admin, Hash = expired.Hash, CreatedAt = entry.At, CreatedBy = "test",
                    ExpiresAt = entry.At.AddDays(1),
                },
                entry),
            CancellationToken.None);
        Keys["expired"] = expired.Reveal();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await Node.StopAsync();
        await Node.DisposeAsync();
        _folder.Dispose();
    }

    internal async Task<NewKeyView> CreateAsync(string role)
    {
        using var response = await SendAsync("POST", "/api/v1/keys", Keys["admin"], $$"""{ "name": "{{role}}", "role": "{{role}}" }""");
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.NewKeyView))!;
    }

    internal Task<HttpResponseMessage> SendAsync(string method, string path, string? key, string? json = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        // A stream of events has no end.
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}

public sealed class AccessMatrixTests(LockedFixture node) : IClassFixture<LockedFixture>
{
    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var table = Table();
            var cells = new TheoryData<string, string, string>();
            foreach (var row in table[1..])
            {
                for (var column = 1; column < row.Length; column++)
                    cells.Add(row[0], table[0][column], row[column]);
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_route_lets_in_whom_the_table_says(string route, string who, string answer)
    {
        var parts = route.Split(' ');
        using var response = await node.SendAsync(parts[0], parts[1].Replace("{id}", "none-such", StringComparison.Ordinal).Replace("{type}", "testers", StringComparison.Ordinal), node.Keys[who]);

        var status = (int)response.StatusCode;
        if (answer == "yes")
        {
            status.ShouldBeLessThan(500);
            status.ShouldNotBeOneOf(401, 403, 405);
        }
        else
            status.ShouldBe(int.Parse(answer, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_route_stands_in_the_table() => Table()[1..].Select(row => row[0]).ShouldBe(node.Routes, ignoreOrder: true);

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/docs/")]
    public async Task What_holds_no_data_is_open_to_everybody(string path)
    {
        using var response = await node.SendAsync("GET", path, key: null);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("PUT", "/api/v1/runs", 405)]
    public async Task A_route_that_there_is_not_is_told_as_such(string method, string path, int status)
    {
        using var response = await node.SendAsync(method, path, key: null);

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public void A_node_with_a_route_that_does_not_say_who_may_call_it_does_not_start()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/secret", () => "secret");

        Should.Throw<NodeStartException>(app.RefuseOpenRoutes).Message.ShouldContain("/secret");
    }

    [Fact]
    public void A_node_that_others_reach_needs_keys() => Should.Throw<NodeStartException>(() => NodeHost.Build(
        new NodeOptions
        {
            Cluster = new ClusterNodeOptions { Hostname = "0.0.0.0" }, DataDirectory = node.Folder, Journal = JournalStore.In(node.Folder), Access = AccessOptions.Open,
        },
        ProviderCatalog.Load())).Message.ShouldContain("--auth none");

    [Fact]
    public async Task A_revoked_key_is_refused_at_once_by_the_gateway_that_revoked_it()
    {
        var made = await node.CreateAsync("viewer");
        (await StatusAsync("GET", "/api/v1/session", made.Secret)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("DELETE", $"/api/v1/keys/{made.Key.Id}", node.Keys["admin"])).ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync("GET", "/api/v1/session", made.Secret)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_lets_its_cookie_in_and_wants_a_header_of_our_own_page_for_changes()
    {
        using var opened = await node.SendAsync("POST", "/api/v1/session", null, $$"""{ "api_key": "{{node.Keys["admin"]}}" }""");
        opened.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = opened.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        cookie.ShouldNotContain(node.Keys["admin"]!);
        var shown = ("Cookie", cookie.Split(';')[0]);

        (await StatusAsync("GET", "/api/v1/keys", null, shown)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("DELETE", "/api/v1/keys/none-such", null, shown)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("DELETE", "/api/v1/keys/none-such", null, shown, ("X-Requested-With", "page"))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync("DELETE", "/api/v1/keys/none-such", null, shown, ("X-Requested-With", "page"), ("Origin", "http://elsewhere"))).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync("DELETE", "/api/v1/session", null, shown, ("X-Requested-With", "page"))).ShouldBe(HttpStatusCode.NoContent);
        (await StatusAsync("GET", "/api/v1/keys", null, shown)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task A_session_through_a_proxy_that_ends_tls_is_for_https_alone(string scheme, bool isSecure)
    {
        using var response = await node.SendAsync("POST", "/api/v1/session", node.Keys["viewer"], "{}", ("X-Forwarded-Proto", scheme));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Set-Cookie").Single().Contains("secure", StringComparison.OrdinalIgnoreCase).ShouldBe(isSecure);
    }

    [Fact]
    public async Task A_live_stream_ends_when_its_key_is_revoked()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var made = await node.CreateAsync("viewer");
        using var stream = await node.SendAsync("GET", "/api/v1/events", made.Secret);
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var events = await stream.Content.ReadAsStreamAsync(patience.Token);

        (await StatusAsync("DELETE", $"/api/v1/keys/{made.Key.Id}", node.Keys["admin"])).ShouldBe(HttpStatusCode.NoContent);

        await Should.NotThrowAsync(() => events.CopyToAsync(Stream.Null, patience.Token));
    }

    [Fact]
    public async Task The_audit_log_says_who_changed_what_and_from_where()
    {
        var made = await node.CreateAsync("operator");

        var changes = await node.SendAsync("GET", "/api/v1/audit?limit=500", node.Keys["admin"]);
        var list = (await changes.Content.ReadFromJsonAsync(ApiJson.Default.ChangeListView))!;
        var change = list.Changes.Single(change => change.Subject.StartsWith(made.Key.Id, StringComparison.Ordinal));
        change.Action.ShouldBe("POST /api/v1/keys");
        change.From.ShouldBe("127.0.0.1");
        change.Who.ShouldStartWith("first (");
    }

    [Fact]
    public async Task No_key_is_written_anywhere()
    {
        var made = await node.CreateAsync("operator");
        using var rotated = await node.SendAsync("POST", $"/api/v1/keys/{made.Key.Id}/rotate", node.Keys["admin"]);
        var successor = (await rotated.Content.ReadFromJsonAsync(ApiJson.Default.NewKeyView))!;
        (await StatusAsync("GET", "/api/v1/session", made.Secret)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync("GET", "/api/v1/session", successor.Secret)).ShouldBe(HttpStatusCode.OK);

        foreach (var file in Directory.EnumerateFiles(node.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            var text = await reader.ReadToEndAsync();
            foreach (var secret in new[] { made.Secret, successor.Secret, node.Keys["admin"]! })
                text.ShouldNotContain(secret[^43..], Case.Sensitive, file);
        }
    }

    [Theory]
    [InlineData("""{ "name": "x", "role": "king" }""", "role: 'king'")]
    [InlineData("""{ "role": "viewer" }""", "name:")]
    [InlineData("""{ "name": "x", "role": "viewer", "colour": 1 }""", "colour")]
    [InlineData("""{ "name": "x", "name": "y", "role": "viewer" }""", "the body")]
    [InlineData("[]", "the body")]
    public async Task A_wrong_key_request_is_told_by_field(string body, string expected)
    {
        using var response = await node.SendAsync("POST", "/api/v1/keys", node.Keys["admin"], body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Replace("\\u0027", "'", StringComparison.Ordinal).ShouldContain(expected);
    }

    [Theory]
    [InlineData("POST", "/api/v1/runs", "PLAN", "targets[1].base_url: ")]
    [InlineData("PUT", "/api/v1/monitors/inside", "{ \"name\": \"inside\", \"schedule\": { \"cron\": \"0 3 * * *\" }, \"plan\": PLAN }", "plan.targets[1].base_url: ")]
    public async Task A_plan_for_an_address_inside_is_refused_by_field(string method, string path, string body, string expected)
    {
        const string plan = """
            {
              "targets": [
                { "provider": "openai-compatible", "model": "a", "base_url": "http://10.1.0.1/v1" },
                { "provider": "openai-compatible", "model": "b", "base_url": "http://2852039166/v1" }
              ],
              "tests": [ { "type": "latency", "iterations": 1 } ]
            }
            """;
        using var response = await node.SendAsync(method, path, node.Keys["operator"], body.Replace("PLAN", plan, StringComparison.Ordinal));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var said = await response.Content.ReadAsStringAsync();
        said.ShouldContain(expected);
        said.ShouldContain("link-local");
        said.ShouldNotContain("targets[0]");
    }

    private async Task<HttpStatusCode> StatusAsync(string method, string path, string? key, params (string Name, string Value)[] headers)
    {
        using var response = await node.SendAsync(method, path, key, null, headers);
        return response.StatusCode;
    }

    private static List<string[]> Table() =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "docs", "security.md"))
            .SkipWhile(line => !line.StartsWith("| Route |", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|')).Where(line => !line.StartsWith("|-", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray()),
    ];
}
