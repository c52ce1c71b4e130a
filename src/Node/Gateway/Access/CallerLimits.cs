using System.Globalization;
using System.Threading.RateLimiting;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>
/// How much one caller may ask of the API: whoever shows a key by that key, everybody else by address. Health checks, metrics and the
/// dashboard's files are not counted.
/// </summary>
internal static class CallerLimits
{
    private const int SecondsPerMinute = 60;

    /// <summary>Adds the limit.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="perMinute">Requests a minute, of which as many may come at once; 0 for no limit.</param>
    public static IServiceCollection AddCallerLimits(this IServiceCollection services, int perMinute) => services.AddRateLimiter(limiter =>
    {
        var bucket = perMinute == 0 ? null : BucketOf(perMinute);
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
            bucket is null || !context.Request.Path.StartsWithSegments("/api") ? RateLimitPartition.GetNoLimiter("")
                : RateLimitPartition.GetTokenBucketLimiter(NameOf(context), _ => bucket));
        limiter.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (long)Math.Ceiling(after.TotalSeconds)) : 1;
            rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await Problems.TooManyRequests($"{perMinute} requests a minute are allowed to one key, or to one address without; come again in {wait} s.").ExecuteAsync(rejected.HttpContext);
        };
    });

    /// <summary>Judges each request; after it is known who asks, and before what they may.</summary>
    public static void UseCallerLimits(this IApplicationBuilder app) => app.UseRateLimiter();

    /// <summary>A bucket that holds a minute's requests and gets exactly as many a minute, in whole ones and at most once a second.</summary>
    internal static TokenBucketRateLimiterOptions BucketOf(int perMinute)
    {
        var atATime = (perMinute + SecondsPerMinute - 1) / SecondsPerMinute;
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = atATime,
            ReplenishmentPeriod = TimeSpan.FromSeconds(atATime * (double)SecondsPerMinute / perMinute),
            QueueLimit = 0,
        };
    }

    /// <summary>A key that was refused is nobody's: whoever guesses keys is counted by address.</summary>
    private static string NameOf(HttpContext context) => Caller.Of(context.User) is { } caller && !ReferenceEquals(caller, Caller.Anybody)
        ? $"key {caller.KeyId}" : $"address {context.Connection.RemoteIpAddress}";
}
