using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>Finds out who asks: by a key in <c>Authorization: Bearer</c>, else by a browser's session.</summary>
internal sealed class CallerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KnownKeys keys, AccessOptions access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The name of the scheme.</summary>
    public new const string Scheme = "apibench";

    /// <summary>The cookie with the key of a browser's session.</summary>
    public const string Cookie = "apibench_session";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!access.IsOn)
            return Let(Caller.Anybody);
        if ((BearerOf(Request) ?? Request.Cookies[Cookie]) is not { Length: > 0 } shown)
            return AuthenticateResult.NoResult();
        var (caller, refusal) = await keys.FindAsync(shown, Context.RequestAborted);
        return caller is null ? AuthenticateResult.Fail(refusal!) : Let(caller);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var refusal = (await HandleAuthenticateOnceSafeAsync()).Failure?.Message;
        Response.Headers.WWWAuthenticate = refusal is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        await Problems.Unauthorized(refusal ?? "No key was shown. Send one in the header 'Authorization: Bearer KEY'; an administrator makes them.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var caller = Caller.Of(Context.User);
        var rule = Context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>();
        return Problems.Forbidden($"Key {caller?.KeyId} of tenant {caller?.Tenant} has the role {caller?.Role.ToString().ToLowerInvariant()}; allowed: {rule?.ToString() ?? "nobody"} and above.")
            .ExecuteAsync(Context);
    }

    /// <summary>The key that a request shows in its header; null for none.</summary>
    public static string? BearerOf(HttpRequest request) => request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        ? header[Bearer.Length..].Trim() : null;

    private static AuthenticateResult Let(Caller caller) => AuthenticateResult.Success(new AuthenticationTicket(caller.ToPrincipal(Scheme), Scheme));
}
