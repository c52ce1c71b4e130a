using System.Globalization;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Outbound;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Tells of targets that may not be asked before workers find out.</summary>
internal static class TargetAddresses
{
    private const string Allowed = "a URL of a public address, or of one that the nodes' --allow-outbound names";
    private static readonly TimeSpan LookUpTime = TimeSpan.FromSeconds(3);

    /// <summary>Finds the base URLs of a plan that the policy refuses.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="path">What stands before <c>targets</c> in paths.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task<IReadOnlyList<PlanError>> RefusedAsync(this OutboundAddressPolicy policy, Plan plan, string path, CancellationToken cancellation) =>
        policy.RefusedAsync(plan.Targets, index => string.Create(CultureInfo.InvariantCulture, $"{path}targets[{index}]"), cancellation);

    /// <summary>Finds the base URLs of targets that the policy refuses.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="pathOf">The path of a target, by its place among them.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<PlanError>> RefusedAsync(
        this OutboundAddressPolicy policy, IReadOnlyList<Target> targets, Func<int, string> pathOf, CancellationToken cancellation)
    {
        var reasons = await Task.WhenAll(targets.Select(target => WhyNotAsync(policy, target.BaseUrl, cancellation)));
        return
        [
            .. reasons.Index().Where(one => one.Item is not null).Select(one => new PlanError(
                $"{pathOf(one.Index)}.base_url", $"'{targets[one.Index].BaseUrl}' ({one.Item})", Allowed)),
        ];
    }

    private static async Task<string?> WhyNotAsync(OutboundAddressPolicy policy, Uri url, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LookUpTime);
        try
        {
            return await policy.WhyNotAsync(url, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Names may be slow to look up here; whoever connects judges again.
            return null;
        }
    }
}
