using System.Globalization;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Limits;
using AkkaApiBench.Simulator.Protocols;
using AkkaApiBench.Simulator.Timing;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Simulator.Serving;

/// <summary>Answers requests of one protocol for one or several providers; the model's name chooses among several, else the first is meant.</summary>
internal sealed class ProviderEndpoint(
    IProtocol protocol, IReadOnlyList<SimulatedProvider> providers, TruthLog log, PreciseScheduler scheduler, TimeProvider time)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var truth = log.Begin(Arrival.Of(context));
        SimulatedProvider.Session? session = null;
        try
        {
            var (json, unreadable) = await ReadAsync(context.Request);
            using var body = json;
            if (log.KeepsBodies)
                truth.Body = json?.RootElement.GetRawText();
            var provider = Choose(context.Request, body);
            session = provider.Current;
            session.Counters.Begin();
            truth.Profile = provider.Profile.Name;
            await AnswerAsync(context, provider, session, body, unreadable, truth);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException && truth.Outcome is Outcome.InProgress)
        {
            // The connection went while the request was read or the answer was written.
            truth.Outcome = Outcome.ClientClosed;
        }
        finally
        {
            session?.Counters.End(truth);
            log.End(truth);
        }
    }

    public Task ListModelsAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
            ? Responses.WriteAsync(context, StatusCodes.Status200OK, protocol.ModelsOf(providers.Select(provider => provider.Profile)))
            : Responses.RefuseAsync(context, protocol, MethodNotAllowed(context.Request, HttpMethods.Get), TruthLog.NewId());

    private async Task AnswerAsync(
        HttpContext context, SimulatedProvider provider, SimulatedProvider.Session session, JsonDocument? body, ApiError? unreadable,
        RequestTruth truth)
    {
        ChatRequest request;
        try
        {
            request = PromptRules.Apply(protocol.Kind, provider.Profile, Judge(context.Request, provider, body, unreadable, truth), body!.RootElement);
        }
        catch (RefusedException refused)
        {
            truth.Outcome = Outcome.Rejected;
            truth.Status = provider.Profile.RefusalStatus ?? protocol.StatusOf(refused.Error.Kind);
            await Responses.RefuseAsync(context, protocol, refused.Error, truth.Id, provider.Profile.RefusalStatus);
            return;
        }

        var (plan, admission) = session.Enter(request, truth);
        if (provider.Profile.Limits.HasHeaders)
            protocol.AddLimitHeaders(context.Response.Headers, admission, time.GetUtcNow());
        if (admission.Exceeded is { } limit)
        {
            truth.Outcome = Outcome.RateLimited;
            truth.Status = StatusCodes.Status429TooManyRequests;
            await Responses.RefuseAsync(context, protocol, Exceeded(limit, request.Model, admission.RetryAfter * provider.Profile.Limits.RetryAfterFactor), truth.Id);
            return;
        }

        try
        {
            using var server = await session.ServerAsync(context.RequestAborted);
            var answer = new Answer(truth.Id["req_".Length..], request, plan.After(server.Waited), time.GetUtcNow());
            await new AnswerSender(context, protocol, answer, truth, scheduler).SendAsync();
        }
        finally
        {
            session.Leave();
        }
    }

    /// <summary>Method, key, body and model are judged in the order in which providers do.</summary>
    private ChatRequest Judge(
        HttpRequest request, SimulatedProvider provider, JsonDocument? body, ApiError? unreadable, RequestTruth truth)
    {
        if (!HttpMethods.IsPost(request.Method))
            throw new RefusedException(MethodNotAllowed(request, HttpMethods.Post));

        var key = protocol.KeyOf(request);
        if (provider.Profile.RequiresKey && key.Length == 0)
            throw new RefusedException(new ApiError(ApiErrorKind.Authentication, "You didn't provide an API key."));
        if (provider.Profile is { RequiresKey: true, AcceptedKey: { } accepted } && key != accepted)
            throw new RefusedException(new ApiError(ApiErrorKind.Authentication, "Incorrect API key provided.") { Code = "invalid_api_key" });

        if (unreadable is not null)
            throw new RefusedException(unreadable);
        if (body is null || body.RootElement.ValueKind is not JsonValueKind.Object)
            throw new RefusedException(ApiError.BadRequest("We could not parse the JSON body of your request: an object is expected."));
        var chat = protocol.Read(request, body.RootElement);
        truth.Model = chat.Model;
        truth.Stream = chat.Stream;
        return provider.Profile.Models.Contains(chat.Model) ? chat : throw new RefusedException(ApiError.UnknownModel(chat.Model));
    }

    private SimulatedProvider Choose(HttpRequest request, JsonDocument? body) =>
        providers.Count > 1 && (request.RouteValues["model"] as string ?? ModelOf(body)) is { } model
            ? providers.FirstOrDefault(provider => provider.Profile.Models.Contains(model)) ?? providers[0]
            : providers[0];

    private static string? ModelOf(JsonDocument? body) =>
        body?.RootElement is { ValueKind: JsonValueKind.Object } root && root.Field("model") is { ValueKind: JsonValueKind.String } model
            ? model.GetString() : null;

    private static async Task<(JsonDocument? Json, ApiError? Error)> ReadAsync(HttpRequest request)
    {
        try
        {
            return (await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted), null);
        }
        catch (JsonException)
        {
            return (null, ApiError.BadRequest("We could not parse the JSON body of your request."));
        }
        catch (BadHttpRequestException error)
        {
            return (null, new ApiError(
                error.StatusCode == StatusCodes.Status413PayloadTooLarge ? ApiErrorKind.TooLarge : ApiErrorKind.BadRequest, error.Message));
        }
    }

    private static ApiError MethodNotAllowed(HttpRequest request, string allowed)
    {
        request.HttpContext.Response.Headers.Allow = allowed;
        return new ApiError(ApiErrorKind.MethodNotAllowed, $"Not allowed to {request.Method} on {request.Path}; use {allowed}.");
    }

    private static ApiError Exceeded(LimitKind limit, string model, TimeSpan retryAfter)
    {
        var what = limit switch { LimitKind.Requests => "requests per min", LimitKind.Tokens => "tokens per min", _ => "concurrent requests" };
        return new ApiError(ApiErrorKind.RateLimited, string.Create(CultureInfo.InvariantCulture,
            $"Rate limit reached for {model} on {what}. Please try again in {retryAfter.TotalSeconds:0.###}s."))
        {
            Parameter = limit is LimitKind.Tokens ? "tokens" : "requests",
            RetryAfter = retryAfter,
        };
    }
}
