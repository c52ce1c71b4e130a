using Microsoft.AspNetCore.Authentication;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>Lets in who may come in.</summary>
internal static class AccessExtensions
{
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions options)
    {
        services.AddSingleton(options).AddSingleton<AccessGateway>().AddSingleton<KnownKeys>();
        services.AddAuthentication(CallerHandler.Scheme).AddScheme<AuthenticationSchemeOptions, CallerHandler>(CallerHandler.Scheme, null);
        // No cookies: pages of another origin bring a key of their own.
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. options.Origins]).AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("ETag", "Location", "Retry-After")));
        return services.AddCallerLimits(options.RequestsPerMinute).AddAuthorization();
    }

    /// <summary>Judges each request; before the routes.</summary>
    public static void UseAccess(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<AccessOptions>();
        app.UseTrustedProxies(options.Proxies);
        app.UseSecurityHeaders();
        if (options.Origins.Count > 0)
            app.UseCors();
        app.UseBrowserGuard(options);
        app.UseAuthentication();
        app.UseCallerLimits();
        app.UseAuthorization();
        if (options.IsOn)
            app.UseAuditTrail();
    }
}
