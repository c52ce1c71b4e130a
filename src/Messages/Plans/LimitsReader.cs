using System.Text.Json;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Reads what holds a load back: a target's caps, and the plan's retries and circuit breaker.</summary>
internal static class LimitsReader
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);

    /// <summary>The caps of a target, in its field <c>limits</c>.</summary>
    public static TargetLimits ReadLimits(FieldReader? fields)
    {
        if (fields is null)
            return TargetLimits.None;

        var limits = new TargetLimits(
            (double?)fields.Number("requests_per_minute", 0.1m, 10_000_000),
            fields.Whole("tokens_per_minute", 1, 1_000_000_000_000),
            (int?)fields.Whole("max_concurrent", 1, 100_000));
        fields.RefuseUnknown();
        return limits;
    }

    /// <summary>The field <c>retry</c>; null when it is not there, for then nothing is tried again.</summary>
    public static RetryPolicy? ReadRetry(FieldReader? fields, List<PlanError> errors)
    {
        if (fields is null)
            return null;

        var usual = RetryPolicy.Default;
        var on = fields.List("on", 20, (item, path) =>
        {
            if (item?.GetValueKind() is JsonValueKind.String && RetryPolicy.Mendable.Where(kind => kind.Name() == item.GetValue<string>()).ToList() is [var kind])
                return kind.Name();
            errors.Add(new PlanError(path, ErrorText.Of(item), string.Join(", ", RetryPolicy.Mendable.Select(kind => kind.Name()))));
            return null;
        });
        var retry = new RetryPolicy(
            (int)(fields.Whole("max_tries", 1, 20) ?? usual.MaxTries),
            fields.Has("on") ? [.. RetryPolicy.Mendable.Where(kind => on.Contains(kind.Name()))] : usual.On,
            fields.Duration("base_delay", ShortestDelay, LongestDelay) ?? usual.BaseDelay,
            fields.Duration("max_delay", ShortestDelay, LongestDelay) ?? usual.MaxDelay);
        fields.RefuseUnknown();
        return retry;
    }

    /// <summary>The field <c>breaker</c>: true when left out, false for none, or its settings.</summary>
    public static BreakerPolicy? ReadBreaker(FieldReader plan)
    {
        var usual = BreakerPolicy.Default;
        if (plan.IsFlag("breaker"))
            return plan.Flag("breaker") == false ? null : usual;
        if (plan.Object("breaker") is not { } fields)
            return usual;

        var breaker = new BreakerPolicy(
            (double)(fields.Number("failure_share", 0.01m, 1) ?? (decimal)usual.FailureShare),
            (int)(fields.Whole("window", 1, 10_000) ?? usual.Window),
            (int)(fields.Whole("min_requests", 1, 10_000) ?? usual.MinRequests),
            fields.Duration("open_for", ShortestDelay, LongestDelay) ?? usual.OpenFor);
        if (breaker.MinRequests > breaker.Window)
            fields.Refuse("min_requests", FormattableString.Invariant($"at most the window, which is {breaker.Window}"));
        fields.RefuseUnknown();
        return breaker;
    }
}
