using System.Text.Json;

namespace AkkaApiBench.Messages.Access;

/// <summary>What somebody may do; each may also do what those below may. The numbers are stored and sent: never reuse one.</summary>
public enum Role
{
    /// <summary>Sees everything of a tenant.</summary>
    Viewer = 1,

    /// <summary>Makes and ends runs, monitors and silences, which costs money.</summary>
    Operator = 2,

    /// <summary>Looks after keys; of the tenant <c>default</c>, also after the cluster and other tenants' keys.</summary>
    Admin = 3,
}

/// <summary>Names of <see cref="Role"/>.</summary>
public static class Roles
{
    /// <summary>What a role may be called.</summary>
    public const string Allowed = "viewer, operator, admin";

    /// <summary>The name in lower case.</summary>
    public static string Name(this Role role) => JsonNamingPolicy.SnakeCaseLower.ConvertName(role.ToString());

    /// <summary>The role of that name, whatever its case; null for none.</summary>
    public static Role? Parse(string text) =>
        Enum.GetValues<Role>().Where(role => role.Name().Equals(text, StringComparison.OrdinalIgnoreCase)).Select(role => (Role?)role).FirstOrDefault();
}
