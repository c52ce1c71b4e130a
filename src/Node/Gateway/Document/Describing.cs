using System.Net.Mime;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>An example that the document shows for a type, wherever a route answers or takes it.</summary>
/// <param name="Type">The type.</param>
/// <param name="Value">A value of it, as it could be.</param>
internal sealed record Example(Type Type, object Value);

/// <summary>Says what a stream's events are.</summary>
/// <param name="Events">The events and their data, in words.</param>
internal sealed record StreamNote(string Events);

/// <summary>Says that a route takes a body that is not one of our types.</summary>
/// <param name="Schema">The name of the component that describes it.</param>
/// <param name="Examples">What it could be, by content type.</param>
internal sealed record BodyNote(string Schema, IReadOnlyDictionary<string, string> Examples);

/// <summary>Says that a route's answer can be had in another form as well.</summary>
/// <param name="MediaType">What it is then.</param>
internal sealed record FormNote(string MediaType);

/// <summary>Says that a route takes a request header.</summary>
/// <param name="Name">The header.</param>
/// <param name="Text">What it is for.</param>
internal sealed record HeaderNote(string Name, string Text);

/// <summary>What routes say of themselves, beside <c>WithName</c>, <c>WithSummary</c> and <c>Produces</c>.</summary>
internal static class Describing
{
    /// <summary>The statuses with which a route refuses, as problems. 503 is every route's, and need not be said.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params int[] statuses)
        where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            route.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemView), [MediaTypeNames.Application.ProblemJson]));
        return route;
    }

    /// <summary>The route answers with server-sent events.</summary>
    public static RouteHandlerBuilder Streams(this RouteHandlerBuilder route, string events) =>
        route.Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.EventStream)
            .WithMetadata(new StreamNote(events))
            .TakesHeader("Last-Event-ID", "The `id` of the last event that was heard: the stream goes on after it.");

    /// <summary>The route takes a header.</summary>
    public static TBuilder TakesHeader<TBuilder>(this TBuilder route, string name, string text)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new HeaderNote(name, text));

    /// <summary>The route may be asked twice with the same <c>Idempotency-Key</c> and does it once.</summary>
    public static TBuilder TakesIdempotencyKey<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.TakesHeader("Idempotency-Key", "1 to 200 characters of the caller's choice: asked again with the same key, the first answer's subject is told again and nothing is done twice.");

    /// <summary>The route takes a plan.</summary>
    public static RouteHandlerBuilder TakesPlan(this RouteHandlerBuilder route) => route.WithMetadata(new BodyNote(ApiDocument.Plan, PlanExamples.All));

    /// <summary>Adds an example of a type.</summary>
    public static IServiceCollection AddExample<T>(this IServiceCollection services, T value)
        where T : notnull => services.AddSingleton(new Example(typeof(T), value));
}
