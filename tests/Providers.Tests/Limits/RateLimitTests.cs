using System.Globalization;
using AkkaApiBench.Providers.Limits;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Limits;

public class RateLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("1s", 1)]
    [InlineData("20ms", 0.02)]
    [InlineData("6m0s", 360)]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("1d", 86400)]
    [InlineData("2m59.56s", 179.56)]
    [InlineData("1m20ms", 60.02)]
    [InlineData("500us", 0.0005)]
    [InlineData("12", 12)]
    [InlineData("0.5", 0.5)]
    [InlineData("1767323055", 10)]
    [InlineData("1767323055000", 10)]
    [InlineData("2026-01-02T03:04:15Z", 10)]
    [InlineData("2020-01-02T03:04:15Z", 0)]
    public void A_reset_is_understood_as_it_is_written(string text, double seconds) =>
        Read(("x-ratelimit-reset-requests", text))!.Requests!.Reset.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("1x")]
    [InlineData("-5")]
    [InlineData("s")]
    [InlineData("1.2.3s")]
    public void What_is_no_reset_is_none(string text) => Read(("x-ratelimit-reset-requests", text)).ShouldBeNull();

    [Fact]
    public void OpenAI_limits()
    {
        var limits = Read(
            ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", "59"), ("x-ratelimit-reset-requests", "1s"),
            ("x-ratelimit-limit-tokens", "150000"), ("x-ratelimit-remaining-tokens", "149984"), ("x-ratelimit-reset-tokens", "6m0s"));
        limits.ShouldBe(new RateLimits(
            new RateLimit(60, 59, TimeSpan.FromSeconds(1)) { Refills = true }, new RateLimit(150_000, 149_984, TimeSpan.FromMinutes(6)) { Refills = true }));
    }

    [Fact]
    public void Anthropic_limits()
    {
        var limits = Read(
            ("anthropic-ratelimit-requests-limit", "50"), ("anthropic-ratelimit-requests-remaining", "49"),
            ("anthropic-ratelimit-requests-reset", "2026-01-02T03:04:06Z"), ("anthropic-ratelimit-tokens-remaining", "10000"));
        limits.ShouldBe(new RateLimits(
            new RateLimit(50, 49, TimeSpan.FromSeconds(1)) { Refills = true }, new RateLimit(null, 10_000, null) { Refills = true }));
    }

    [Fact]
    public void Generic_limits() =>
        Read(("X-RateLimit-Limit", "20"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1767323055000"))
            .ShouldBe(new RateLimits(new RateLimit(20, 0, TimeSpan.FromSeconds(10)), null));

    [Fact]
    public void Without_headers_there_are_no_limits() => Read(("x-other", "1")).ShouldBeNull();

    [Theory]
    [InlineData("retry-after", "7", 7d)]
    [InlineData("retry-after", "0.5", 0.5)]
    [InlineData("retry-after", "Fri, 02 Jan 2026 03:04:35 GMT", 30d)]
    [InlineData("retry-after", "Fri, 02 Jan 2026 03:00:00 GMT", 0d)]
    [InlineData("retry-after", "99999999999999999999", 366d * 86400)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("retry-after", "later", null)]
    public void Retry_after_is_seconds_milliseconds_or_a_date(string name, string value, double? seconds) =>
        RateLimitHeaders.RetryAfter(Headers((name, value)), Now).ShouldBe(seconds is { } known ? TimeSpan.FromSeconds(known) : null);

    [Fact]
    public void Any_duration_written_as_Go_does_is_read_back() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 59], Gen.Int[0, 59_999]).Sample((hours, minutes, milliseconds) =>
            ResetTimes.Written(string.Create(CultureInfo.InvariantCulture, $"{hours}h{minutes}m{milliseconds / 1000m}s"))
                .ShouldBe(new TimeSpan(0, hours, minutes, 0, milliseconds)));

    private static RateLimits? Read(params (string, string)[] headers) => RateLimitHeaders.Read(Headers(headers), Now);

    private static System.Net.Http.Headers.HttpHeadersNonValidated Headers(params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response.Headers.NonValidated;
    }
}
