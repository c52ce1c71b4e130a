namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>Marks routes whose changes are written into the audit log together with what they change.</summary>
internal sealed class NotedByItself;

/// <summary>Writes every change that was made over HTTP into the audit log.</summary>
internal static partial class AuditTrail
{
    public static void UseAuditTrail(this WebApplication app)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        app.Use(next => async context =>
        {
            await next(context);
            if (!BrowserGuard.IsSafe(context.Request.Method) && context.Response.StatusCode < 400
                && context.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<AccessRule>()?.Least is not null && metadata.GetMetadata<NotedByItself>() is null
                && Caller.Of(context.User) is { } caller)
            {
                await NoteAsync(context, caller);
            }
        });

        async Task NoteAsync(HttpContext context, Caller caller)
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";
            var subject = context.Response.Headers.Location.ToString() is { Length: > 0 } made ? made : $"{context.Request.Path}{context.Request.QueryString}";
            var entry = caller.Does($"{context.Request.Method} {route}", subject, context, time);
            try
            {
                // Asked for here: with it comes the actor system, which is not to listen before the node has looked whether it can.
                await context.RequestServices.GetRequiredService<AccessGateway>().NoteAsync(entry);
            }
            catch (Exception error) when (error is Akka.Actor.AskTimeoutException or OperationCanceledException)
            {
                LogMissing(app.Logger, error, entry.Who, entry.Action, entry.Subject, entry.From);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Not in the audit log, for the register of keys did not answer: {Who}, {Action} {Subject}, from {From}")]
    private static partial void LogMissing(ILogger logger, Exception error, string who, string action, string subject, string from);
}
