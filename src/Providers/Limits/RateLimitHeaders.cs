using System.Globalization;
using System.Net.Http.Headers;

namespace AkkaApiBench.Providers.Limits;

/// <summary>Reads limits from response headers: OpenAI's and its followers', Anthropic's, and the generic ones.</summary>
internal static class RateLimitHeaders
{
    // Below, a whole number is a number of seconds; above, a time since 1970.
    private const double SecondsSince1970 = 1e9;
    private const double MillisecondsSince1970 = 1e12;

    private static readonly Names[] OfRequests =
    [
        Names.Of("x-ratelimit-{0}-requests", refills: true), Names.Of("anthropic-ratelimit-requests-{0}", refills: true),
        Names.Of("x-ratelimit-{0}", refills: false), Names.Of("ratelimit-{0}", refills: false),
    ];

    private static readonly Names[] OfTokens = [Names.Of("x-ratelimit-{0}-tokens", refills: true), Names.Of("anthropic-ratelimit-tokens-{0}", refills: true)];

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

    private static RateLimit? Read(HttpHeadersNonValidated headers, Names[] names, DateTimeOffset now)
    {
        foreach (var name in names)
        {
            var limit = Whole(Find(headers, name.Limit));
            var remaining = Whole(Find(headers, name.Remaining));
            var reset = Find(headers, name.Reset) is { } text ? Reset(text, now) : null;
            if (limit is not null || remaining is not null || reset is not null)
                return new RateLimit(limit, remaining, reset) { Refills = name.Refills };
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

    /// <summary>The headers of one limit.</summary>
    private sealed record Names(string Limit, string Remaining, string Reset, bool Refills)
    {
        public static Names Of(string pattern, bool refills)
        {
            return new Names(With("limit"), With("remaining"), With("reset"), refills);

            string With(string part) => pattern.Replace("{0}", part, StringComparison.Ordinal);
        }
    }
}
