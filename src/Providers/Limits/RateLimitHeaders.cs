using System.Globalization;
using System.Net.Http.Headers;

namespace AkkaApiBench.Providers.Limits;

/// <summary>Reads limits from response headers: OpenAI's and its followers', Anthropic's, and the generic ones.</summary>
internal static class RateLimitHeaders
{
    // Below, a whole number is a number of seconds; above, a time since 1970.
    private const double SecondsSince1970 = 1e9;
    private const double MillisecondsSince1970 = 1e12;

    private static readonly string[] OfRequests = ["x-ratelimit-{0}-requests", "anthropic-ratelimit-requests-{0}", "x-ratelimit-{0}", "ratelimit-{0}"];
    private static readonly string[] OfTokens = ["x-ratelimit-{0}-tokens", "anthropic-ratelimit-tokens-{0}"];

    /// <summary>Reads the limits; null when the headers say nothing of them.</summary>
    public static RateLimits? Read(HttpHeadersNonValidated headers, DateTimeOffset now)
    {
        var requests = Read(headers, OfRequests, now);
        var tokens = Read(headers, OfTokens, now);
        return requests is null && tokens is null ? null : new RateLimits(requests, tokens);
    }

    /// <summary>Reads how long to wait before a retry; null when nothing is said.</summary>
    public static TimeSpan? RetryAfter(HttpHeadersNonValidated headers, DateTimeOffset now)
    {
        if (Find(headers, "retry-after-ms") is { } milliseconds && Number(milliseconds) is { } ms)
            return ResetTimes.Of(ms / 1000);
        if (Find(headers, "retry-after") is not { } text)
            return null;
        if (Number(text) is { } seconds)
            return ResetTimes.Of(seconds);
        return ResetTimes.Until(text, now);
    }

    private static RateLimit? Read(HttpHeadersNonValidated headers, string[] names, DateTimeOffset now)
    {
        foreach (var name in names)
        {
            var limit = Whole(Find(headers, Name(name, "limit")));
            var remaining = Whole(Find(headers, Name(name, "remaining")));
            var reset = Find(headers, Name(name, "reset")) is { } text ? Reset(text, now) : null;
            if (limit is not null || remaining is not null || reset is not null)
                return new RateLimit(limit, remaining, reset);
        }

        return null;
    }

    private static TimeSpan? Reset(string text, DateTimeOffset now) => Number(text) switch
    {
        >= MillisecondsSince1970 and var time => ResetTimes.Since1970(time / 1000, now),
        >= SecondsSince1970 and var time => ResetTimes.Since1970(time, now),
        { } seconds => ResetTimes.Of(seconds),
        null => ResetTimes.Written(text) ?? ResetTimes.Until(text, now),
    };

    private static string Name(string pattern, string part) => pattern.Replace("{0}", part, StringComparison.Ordinal);

    private static string? Find(HttpHeadersNonValidated headers, string name)
    {
        if (!headers.TryGetValues(name, out var values))
            return null;
        foreach (var value in values)
            return value.Trim();
        return null;
    }

    private static long? Whole(string? text) => text is not null && Number(text) is >= 0 and < long.MaxValue and var number ? (long)number : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
