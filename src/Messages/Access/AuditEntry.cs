using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Messages.Access;

/// <summary>A change that somebody made.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who: the name and the identifier of a key, or what an identity provider calls them.</param>
/// <param name="Tenant">For whom.</param>
/// <param name="Action">What was done, such as <c>POST /api/v1/runs</c>.</param>
/// <param name="Subject">What it was done to.</param>
/// <param name="From">The address that it was asked from.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, TenantId Tenant, string Action, string Subject, string From);

/// <summary>An entry of the audit log.</summary>
/// <param name="Number">Its place; each is one more than that before.</param>
/// <param name="Entry">What happened.</param>
public sealed record NumberedEntry(long Number, AuditEntry Entry);
