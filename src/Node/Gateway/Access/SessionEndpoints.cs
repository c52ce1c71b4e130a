using AkkaApiBench.Messages.Access;
using AkkaApiBench.Node.Coordinator.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>
/// Browsers' sessions over HTTP: <c>/api/v1/session</c>. A session is a key of its own with a short life, so every gateway knows it
/// and it can be revoked; the key that it was opened with is not kept by the browser.
/// </summary>
internal static class SessionEndpoints
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/api/v1/session").WithTags("access");
        session.MapPost("/", OpenAsync).AllowAnyone().WithName("OpenSession").WithSummary("Exchanges a key for a session, a cookie.")
            .TakesSignIn().Produces<SessionView>().Refuses(400, 401);
        session.MapGet("/", (Caller caller) => TypedResults.Ok(ViewOf(caller))).Allow(Role.Viewer).WithName("GetSession").WithSummary("Tells who is asking.").Produces<SessionView>();
        session.MapDelete("/", CloseAsync).AllowAnyone().WithName("CloseSession").WithSummary("Ends the session.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> OpenAsync(
        HttpContext context, AccessGateway register, KnownKeys keys, AccessOptions access, TimeProvider time, CancellationToken cancellation)
    {
        if (!access.IsOn)
            return TypedResults.Ok(ViewOf(Caller.Anybody));
        var (body, problem) = await RequestFields.ReadAsync(
            context.Request, (fields, _) => new { Key = fields.Text("api_key", "a key to the API", text => text.Length is > 0 and <= 500, required: CallerHandler.BearerOf(context.Request) is null, secret: true) }, cancellation);
        if (body is null)
            return problem!;
        var (caller, refusal) = await keys.FindAsync(body.Key ?? CallerHandler.BearerOf(context.Request)!, cancellation);
        if (caller is null)
            return Problems.Unauthorized(refusal!);

        var (now, secret) = (time.GetUtcNow(), KeySecret.New());
        var end = now + Longest;
        var session = new AccessKey
        {
            Id = secret.Id,
            Name = caller.Name,
            Tenant = caller.Tenant,
            Role = caller.Role,
            Hash = secret.Hash,
            CreatedAt = now,
            CreatedBy = caller.KeyId,
            ExpiresAt = caller.ExpiresAt < end ? caller.ExpiresAt : end,
            IsSession = true,
            Parent = KeySecret.IsId(caller.KeyId) ? caller.KeyId : null,
        };
        if (await register.ChangeAsync(new IssueKey(session, caller.Does("POST /api/v1/session", secret.Id, context, time)), cancellation) is AccessRefused refused)
            return Problems.Unauthorized($"{refused.Reason}.");
        context.Response.Cookies.Append(CallerHandler.Cookie, secret.Reveal(), CookieOf(context.Request, session.ExpiresAt));
        return TypedResults.Ok(ViewOf(Caller.Of(session)));
    }

    private static async Task<IResult> CloseAsync(HttpContext context, AccessGateway register, KnownKeys keys, TimeProvider time, CancellationToken cancellation)
    {
        if (context.Request.Cookies[CallerHandler.Cookie] is { } shown && await keys.FindAsync(shown, cancellation) is { Caller: { } caller })
        {
            await register.ChangeAsync(new RevokeKey(caller.KeyId, caller.Tenant, caller.Does("DELETE /api/v1/session", caller.KeyId, context, time)), cancellation);
            keys.Forget(caller.KeyId);
        }

        context.Response.Cookies.Delete(CallerHandler.Cookie, CookieOf(context.Request, null));
        return TypedResults.NoContent();
    }

    private static CookieOptions CookieOf(HttpRequest request, DateTimeOffset? end) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = request.IsHttps, Path = "/", Expires = end, IsEssential = true,
    };

    private static SessionView ViewOf(Caller caller) => new(caller.KeyId, caller.Name, caller.Tenant.Value, caller.Role, caller.ExpiresAt);
}
