using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Messages.Access;
using Microsoft.AspNetCore.Authorization;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>Who may call a route.</summary>
/// <param name="Least">The least role; null for everybody, with or without a key.</param>
/// <param name="OfCluster">True when it has to be a role in the tenant that runs the cluster.</param>
internal sealed record AccessRule(Role? Least, bool OfCluster)
{
    public override string ToString() => Least is { } role ? $"{role.Name()}{(OfCluster ? " of the cluster" : "")}" : "anyone";
}

/// <summary>Says who may call routes. A route that does not say it is no route: the node does not start.</summary>
internal static class AccessRules
{
    /// <summary>Lets those call it who have the role or a higher one.</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder routes, Role least)
        where TBuilder : IEndpointConventionBuilder => routes.Allow(new AccessRule(least, OfCluster: false));

    /// <summary>Lets those call it who have the role or a higher one in the tenant that runs the cluster.</summary>
    public static TBuilder AllowOfCluster<TBuilder>(this TBuilder routes, Role least)
        where TBuilder : IEndpointConventionBuilder => routes.Allow(new AccessRule(least, OfCluster: true));

    /// <summary>Lets everybody call it, with or without a key.</summary>
    public static TBuilder AllowAnyone<TBuilder>(this TBuilder routes)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new AccessRule(null, OfCluster: false)).AllowAnonymous();

    /// <summary>Refuses to start with a route that does not say who may call it.</summary>
    /// <exception cref="NodeStartException">There is one.</exception>
    public static void RefuseOpenRoutes(this IEndpointRouteBuilder routes)
    {
        var open = routes.DataSources.SelectMany(source => source.Endpoints).Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is null);
        if (string.Join(", ", open.Select(endpoint => endpoint.DisplayName)) is { Length: > 0 } names)
            throw new NodeStartException($"routes that do not say who may call them: {names}");
    }

    private static TBuilder Allow<TBuilder>(this TBuilder routes, AccessRule rule)
        where TBuilder : IEndpointConventionBuilder =>
        routes.WithMetadata(rule).RequireAuthorization(new AuthorizationPolicyBuilder(CallerHandler.Scheme)
            .RequireAuthenticatedUser()
            .RequireAssertion(asked => Caller.Of(asked.User) is { } caller && caller.Role >= rule.Least && (!rule.OfCluster || caller.Tenant.IsDefault))
            .Build());
}
