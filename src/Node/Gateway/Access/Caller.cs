using System.Security.Claims;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>Who asks; a parameter of this type in a handler is the one who was let in.</summary>
/// <param name="KeyId">The key or session that was shown.</param>
/// <param name="Tenant">Whose runs it sees.</param>
/// <param name="Role">What it may do.</param>
internal sealed record Caller(string KeyId, TenantId Tenant, Role Role)
{
    /// <summary>Everybody, where no key is needed.</summary>
    public static readonly Caller Anybody = new("anybody", TenantId.Default, Role.Admin);

    /// <summary>What the key is for.</summary>
    public string Name { get; init; } = "";

    /// <summary>How records of what it does call it.</summary>
    public string Who => Name.Length == 0 ? KeyId : $"{Name} ({KeyId})";

    /// <summary>From when on it is refused; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>True for one who looks after the cluster and all its tenants.</summary>
    public bool IsOfCluster => Role >= Role.Admin && Tenant.IsDefault;

    /// <summary>Whose keys and changes are its business; null for everybody's.</summary>
    public TenantId? Reach => IsOfCluster ? null : Tenant;

    public static Caller Of(AccessKey key) => new(key.Id, key.Tenant, key.Role) { Name = key.Name, ExpiresAt = key.ExpiresAt };

    /// <summary>How minimal APIs find a parameter of this type.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    public static Caller? Of(ClaimsPrincipal user) => user.Identities.OfType<CallerIdentity>().FirstOrDefault()?.Caller;

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new CallerIdentity(this, scheme));

    /// <summary>The entry of the audit log for what it does now.</summary>
    public AuditEntry Does(string action, string subject, HttpContext context, TimeProvider time) => new(
        time.GetUtcNow(), Who, Tenant, action, subject[..Math.Min(subject.Length, 200)], context.Connection.RemoteIpAddress?.ToString() ?? "");

    private sealed class CallerIdentity(Caller caller, string scheme) : ClaimsIdentity(scheme)
    {
        public Caller Caller => caller;

        // Where nobody is asked who they are, what they say of themselves goes.
        public override string? Name => ReferenceEquals(caller, Anybody) ? null : caller.Who;
    }
}
