using System.Net;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Gateway.Access;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Node.Tests.Access;

/// <summary>A server with nothing but the limit, and with what proxies are believed.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync.")]
public sealed class CallerLimitsTests : IAsyncLifetime
{
    private WebApplication? _server;
    private HttpClient? _http;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _http?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_caller_over_its_limit_is_told_when_to_come_again_and_others_are_not()
    {
        await StartAsync(perMinute: 1);

        (await GetAsync("/api/any", key: "a")).Status.ShouldBe(HttpStatusCode.OK);
        var (status, type, wait) = await GetAsync("/api/any", key: "a");
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        type.ShouldBe("application/problem+json");
        wait!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        (await GetAsync("/api/any", key: "b")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/api/any")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/api/any")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public void As_many_as_are_allowed_come_in_a_minute_whatever_their_number() => Gen.Int[1, 1_000_000].Sample(perMinute =>
    {
        var bucket = CallerLimits.BucketOf(perMinute);

        bucket.TokenLimit.ShouldBe(perMinute);
        (bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalMinutes).ShouldBe(perMinute, perMinute * 1e-6);
        bucket.ReplenishmentPeriod.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    });

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/metrics")]
    [InlineData("/")]
    public async Task What_is_not_the_api_is_not_counted(string path)
    {
        await StartAsync(perMinute: 1);

        for (var i = 0; i < 3; i++)
            (await GetAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_limit_everything_is_answered()
    {
        await StartAsync(perMinute: 0);

        for (var i = 0; i < 3; i++)
            (await GetAsync("/api/any", key: "a")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_comes_through_a_trusted_proxy_is_counted_by_its_own_address()
    {
        await StartAsync(perMinute: 1, "127.0.0.0/8");

        (await GetAsync("/api/any", from: "203.0.113.7")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/api/any", from: "203.0.113.8")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/api/any", from: "203.0.113.8")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData]
    [InlineData("10.0.0.1")]
    public async Task What_others_say_of_where_they_come_from_is_not_believed(params string[] proxies)
    {
        await StartAsync(perMinute: 1, proxies);

        (await GetAsync("/api/any", from: "203.0.113.7")).Status.ShouldBe(HttpStatusCode.OK);
        (await GetAsync("/api/any", from: "203.0.113.8")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("10.0.0.7", true)]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("fd00::/8", true)]
    [InlineData("proxy.example.com", false)]
    [InlineData("10.0.0.0/99", false)]
    public void A_proxy_is_named_by_address_or_network(string text, bool isOne) => TrustedProxies.IsEntry(text).ShouldBe(isOne);

    private async Task StartAsync(int perMinute, params string[] proxies)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddCallerLimits(perMinute);
        _server = builder.Build();
        _server.UseTrustedProxies(proxies);
        _server.Use((context, next) =>
        {
            if (context.Request.Headers["Key"].ToString() is { Length: > 0 } key)
                context.User = new Caller(key, TenantId.Default, Role.Viewer).ToPrincipal("test");
            return next(context);
        });
        _server.UseCallerLimits();
        _server.Run(context => context.Response.WriteAsync("done"));
        await _server.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_server.Urls.Single()) };
    }

    private async Task<(HttpStatusCode Status, string? Type, TimeSpan? Wait)> GetAsync(string path, string? key = null, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
            request.Headers.Add("Key", key);
        if (from is not null)
            request.Headers.Add("X-Forwarded-For", from);
        using var response = await _http!.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers.RetryAfter?.Delta);
    }
}
