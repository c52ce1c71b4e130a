using Microsoft.AspNetCore.Http.Features;
using System.Diagnostics;

namespace AkkaApiBench.Simulator.Serving;

/// <summary>When a request arrived, noted before anything else is done with it.</summary>
/// <param name="Timestamp">In <see cref="Stopwatch"/> ticks.</param>
internal sealed record Arrival(long Timestamp)
{
    /// <summary>The middleware that notes it; the first of all.</summary>
    public static Task NoteAsync(HttpContext context, RequestDelegate next)
    {
        context.Features.Set(new Arrival(Stopwatch.GetTimestamp()));
        return next(context);
    }

    public static long Of(HttpContext context) => context.Features.GetRequiredFeature<Arrival>().Timestamp;
}
