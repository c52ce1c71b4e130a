using System.ComponentModel;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Coordinator.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>Keys and the audit log over HTTP: <c>/api/v1/keys</c> and <c>/api/v1/audit</c>.</summary>
internal static class KeyEndpoints
{
    private const string Path = "/api/v1/keys";
    private static readonly TimeSpan ShortestLife = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(3660);
    private static readonly TimeSpan UsualOverlap = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(90);

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup(Path).WithTags("access").Allow(Role.Admin).WithMetadata(new NotedByItself());
        keys.MapGet("/", ListAsync).WithName("ListKeys").WithSummary("Lists the keys of the caller's tenant; for the cluster's administrators, all.").Produces<KeyListView>();
        keys.MapPost("/", CreateAsync).WithName("CreateKey").WithSummary("Makes a key, and shows it this once.")
            .TakesNewKey().Produces<NewKeyView>(StatusCodes.Status201Created).Refuses(400, 409);
        keys.MapPost("/{id}/rotate", RotateAsync).WithName("RotateKey").WithSummary("Replaces a key; the old one stays valid for a while.")
            .TakesRotation().Produces<NewKeyView>(StatusCodes.Status201Created).Refuses(400, 404, 409);
        keys.MapDelete("/{id}", RevokeAsync).WithName("RevokeKey").WithSummary("Has a key, and the sessions opened with it, refused from now on.")
            .Produces(StatusCodes.Status204NoContent).Refuses(404, 409);
        routes.MapGet("/api/v1/audit", AuditAsync).Allow(Role.Admin).WithTags("access").WithName("ListChanges").WithSummary("Lists who changed what, the newest first.")
            .Produces<ChangeListView>().Refuses(400);
    }

    private static async Task<IResult> ListAsync(Caller caller, AccessGateway register, CancellationToken cancellation) =>
        TypedResults.Ok(new KeyListView([.. (await register.ListAsync(caller.Reach, cancellation)).Select(ViewOf)]));

    private static async Task<IResult> CreateAsync(HttpContext context, Caller caller, AccessGateway register, TimeProvider time, CancellationToken cancellation)
    {
        var (wanted, problem) = await RequestFields.ReadAsync(context.Request, (fields, _) => new
        {
            Name = fields.Text("name", "1 to 100 characters", text => text.Length is > 0 and <= 100 && !text.Any(char.IsControl), required: true),
            Role = fields.Text("role", Roles.Allowed, text => Roles.Parse(text) is not null, required: true),
            ExpiresIn = fields.Duration("expires_in", ShortestLife, LongestLife),
        }, cancellation);
        if (wanted is null)
            return problem!;

        var (now, secret) = (time.GetUtcNow(), KeySecret.New());
        var entry = caller.Does($"POST {Path}", $"{secret.Id} '{wanted.Name}', {wanted.Role}", context, time);
        var key = new AccessKey
        {
            Id = secret.Id,
            Name = wanted.Name!,
            Tenant = caller.Tenant,
            Role = Roles.Parse(wanted.Role!)!.Value,
            Hash = secret.Hash,
            CreatedAt = now,
            CreatedBy = entry.Who,
            ExpiresAt = now + wanted.ExpiresIn,
        };
        return AnswerOf(await register.ChangeAsync(new IssueKey(key, entry), cancellation), secret);
    }

    private static async Task<IResult> RotateAsync(
        string id, HttpContext context, Caller caller, AccessGateway register, KnownKeys keys, TimeProvider time, CancellationToken cancellation)
    {
        var (wanted, problem) = await RequestFields.ReadAsync(
            context.Request, (fields, _) => new { Overlap = fields.Duration("overlap", TimeSpan.Zero, LongestOverlap) ?? UsualOverlap }, cancellation);
        if (wanted is null)
            return problem!;
        var secret = KeySecret.New();
        var entry = caller.Does($"POST {Path}/{{id}}/rotate", $"{id}, by {secret.Id}; valid for another {Durations.Format(wanted.Overlap)}", context, time);
        var answer = await register.ChangeAsync(new RotateKey(id, secret.Id, secret.Hash, wanted.Overlap, caller.Reach, entry), cancellation);
        keys.Forget(id);
        return AnswerOf(answer, secret);
    }

    private static async Task<IResult> RevokeAsync(
        string id, HttpContext context, Caller caller, AccessGateway register, KnownKeys keys, TimeProvider time, CancellationToken cancellation)
    {
        var answer = await register.ChangeAsync(new RevokeKey(id, caller.Reach, caller.Does($"DELETE {Path}/{{id}}", id, context, time)), cancellation);
        keys.Forget(id);
        return answer is AccessRefused refused ? ProblemOf(refused) : TypedResults.NoContent();
    }

    private static async Task<IResult> AuditAsync(Caller caller, AccessGateway register, CancellationToken cancellation, int limit = 100, [Description("Only what is older than the change with this number; `next` of the page before.")] long? before = null)
    {
        if (limit is < 1 or > 500)
            return Problems.BadRequest($"limit: {limit} is not allowed; allowed: a whole number from 1 to 500");
        var page = await register.ChangesAsync(new ListChanges(caller.Reach, limit, before), cancellation);
        return TypedResults.Ok(new ChangeListView([.. page.Entries.Select(ViewOf)], page.HasMore ? page.Entries[^1].Number : null));
    }

    private static IResult AnswerOf(Messages.Protocol.IProtocolMessage answer, KeySecret secret) => answer switch
    {
        KeyAccepted accepted => TypedResults.Created($"{Path}/{accepted.Key.Id}", new NewKeyView(ViewOf(accepted.Key), secret.Reveal())),
        AccessRefused refused => ProblemOf(refused),
        _ => throw new InvalidOperationException($"The register of keys answered {answer.GetType().Name}."),
    };

    private static IResult ProblemOf(AccessRefused refused) =>
        refused.IsUnknown ? Problems.NoSuchKey($"{refused.Reason}; GET {Path} lists the keys.") : Problems.NotAllowedNow($"{refused.Reason}.");

    private static KeyView ViewOf(AccessKey key) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Tenant = key.Tenant.Value,
        Role = key.Role,
        CreatedAt = key.CreatedAt,
        CreatedBy = key.CreatedBy,
        ExpiresAt = key.ExpiresAt,
        Successor = key.Successor,
    };

    private static ChangeView ViewOf(NumberedEntry change) => new(
        change.Number, change.Entry.At, change.Entry.Who, change.Entry.Tenant.Value, change.Entry.Action, change.Entry.Subject, change.Entry.From);
}
