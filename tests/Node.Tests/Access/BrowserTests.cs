using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Providers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Node.Tests.Access;

/// <summary>A node that serves HTTPS, and what it lets browsers do.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync.")]
public sealed class HttpsFixture : IAsyncLifetime
{
    public const string Friend = "https://ops.example.com";

    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _certificate;
    private readonly WebApplication _node;

    public HttpsFixture()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(_folder.File("node.crt"), _certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File("node.key"), key.ExportPkcs8PrivateKeyPem());
        _node = Build(_folder.File("node.key"));
        Http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == _certificate.GetCertHashString() } });
    }

    internal HttpClient Http { get; }

    internal string CertificateFile => _folder.File("node.crt");

    public async Task InitializeAsync()
    {
        await _node.StartAsync();
        Http.BaseAddress = _node.HttpAddress();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _node.StopAsync();
        await _node.DisposeAsync();
        _certificate.Dispose();
        _folder.Dispose();
    }

    internal WebApplication Build(string? key) => NodeHost.Build(
        new NodeOptions
        {
            Cluster = new ClusterNodeOptions { LogLevel = LogLevel.None },
            DataDirectory = _folder.Path,
            Journal = JournalStore.In(_folder.Path),
            Https = new HttpsOptions(CertificateFile, key),
            Access = new AccessOptions(IsOn: true) { Origins = [Friend], ShowFirstKey = _ => { } },
        },
        ProviderCatalog.Load());
}

public sealed class BrowserTests(HttpsFixture node) : IClassFixture<HttpsFixture>
{
    [Fact]
    public void A_certificate_without_its_key_is_told_at_the_start() =>
        Should.Throw<NodeStartException>(() => node.Build(key: null)).Message.ShouldStartWith($"--https-certificate {node.CertificateFile}: ");

    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/api/v1/runs", HttpStatusCode.Unauthorized)]
    [InlineData("/api/v1/none-such", HttpStatusCode.NotFound)]
    [InlineData("/docs", HttpStatusCode.OK)]
    public async Task Every_answer_is_taken_for_what_it_is_and_framed_by_nobody(string path, HttpStatusCode expected)
    {
        using var response = await node.Http.GetAsync(path);

        response.StatusCode.ShouldBe(expected);
        One("X-Content-Type-Options").ShouldBe("nosniff");
        One("X-Frame-Options").ShouldBe("DENY");
        One("Content-Security-Policy").ShouldContain("frame-ancestors 'none'");
        One("Referrer-Policy").ShouldBe("same-origin");
        One("Strict-Transport-Security").ShouldStartWith("max-age=");
        response.Headers.CacheControl.ShouldNotBeNull();
        response.Headers.Contains("Server").ShouldBeFalse();

        string One(string name) => response.Headers.GetValues(name).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(HttpsFixture.Friend, true)]
    [InlineData("https://elsewhere.example.com", false)]
    [InlineData("http://ops.example.com", false)]
    [InlineData("null", false)]
    public async Task Pages_of_allowed_origins_may_ask_and_others_may_not(string origin, bool isAllowed)
    {
        using var question = new HttpRequestMessage(HttpMethod.Options, "/api/v1/runs");
        question.Headers.Add("Origin", origin);
        question.Headers.Add("Access-Control-Request-Method", "POST");
        question.Headers.Add("Access-Control-Request-Headers", "authorization");
        using var answer = await node.Http.SendAsync(question);
        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBe(isAllowed);
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();

        using var change = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs");
        change.Headers.Add("Origin", origin);
        using var refusal = await node.Http.SendAsync(change);
        refusal.StatusCode.ShouldBe(isAllowed ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_nodes_own_page_may_change_things_behind_a_proxy_that_ends_TLS()
    {
        using var change = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs");
        change.Headers.Host = "bench.example.com";
        change.Headers.Add("Origin", "http://bench.example.com");

        using var refusal = await node.Http.SendAsync(change);

        refusal.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
