using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Node.Tests.Worker.Probes;

/// <summary>Servers with limits, in virtual time.</summary>
internal static class LimitingServers
{
    private const long TokensEach = 12;

    /// <summary>A bucket of requests that fills evenly.</summary>
    /// <param name="perMinute">The limit.</param>
    /// <param name="burst">How many at once.</param>
    /// <param name="promise">What it makes of the true time until the next is let in; null tells nothing.</param>
    public static VirtualServer Bucket(double perMinute, double burst, Func<TimeSpan, TimeSpan>? promise = null)
    {
        var (level, filledAt) = (burst, TimeSpan.Zero);
        return (_, at) =>
        {
            level = Math.Min(burst, level + (at - filledAt).TotalMinutes * perMinute);
            filledAt = at;
            if (level < 1)
                return Refuse("requests", promise?.Invoke(TimeSpan.FromMinutes((1 - level) / perMinute)));
            level--;
            return Reply.Ok() with { Input = TokensEach };
        };
    }

    /// <summary>A window that begins anew every so often.</summary>
    public static VirtualServer Window(int perWindow, TimeSpan length)
    {
        var (window, used) = (0L, 0);
        return (_, at) =>
        {
            var current = (long)(at / length);
            if (current != window)
                (window, used) = (current, 0);
            if (used >= perWindow)
                return Refuse("requests", TimeSpan.FromSeconds(Math.Ceiling(((current + 1) * length - at).TotalSeconds)));
            used++;
            return Reply.Ok() with { Input = TokensEach };
        };
    }

    /// <summary>A bucket of tokens; a prompt is as long as its words.</summary>
    public static VirtualServer TokenBucket(double perMinute)
    {
        var (level, filledAt) = (perMinute, TimeSpan.Zero);
        return (request, at) =>
        {
            level = Math.Min(perMinute, level + (at - filledAt).TotalMinutes * perMinute);
            filledAt = at;
            var needed = request.Size + 1;
            if (level < needed)
                return Refuse("tokens", TimeSpan.FromMinutes((needed - level) / perMinute));
            level -= needed;
            return Reply.Ok() with { Input = request.Size };
        };
    }

    private static Reply Refuse(string what, TimeSpan? retryAfter) => Reply.Failed(ErrorKind.RateLimited, 429) with
    {
        Code = "rate_limit_exceeded",
        Type = what,
        RetryAfter = retryAfter,
    };
}
