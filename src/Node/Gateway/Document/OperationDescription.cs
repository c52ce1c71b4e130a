using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Gateway.Api;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>Completes what is generated for a route: its parameters in words, its headers, its body, examples, and how it refuses.</summary>
internal sealed class OperationDescription(IEnumerable<Example> examples, IOptions<JsonOptions> json) : IOpenApiOperationTransformer
{
    private const string ProblemType = "application/problem+json";

    private readonly Dictionary<Type, object> _examples = examples.ToDictionary(example => example.Type, example => example.Value);

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            parameter.Description ??= Parameters.DescriptionOf(parameter.Name!);
        foreach (var header in metadata.OfType<HeaderNote>())
            (operation.Parameters ??= []).Add(HeaderOf(header));
        if (metadata.OfType<BodyNote>().FirstOrDefault() is { } body)
            operation.RequestBody = BodyOf(body);

        await AddProblemsAsync(operation, context, AccessDescription.AddRule(operation, context.Document, metadata), cancellationToken);
        foreach (var response in context.Description.SupportedResponseTypes)
        {
            var status = response.StatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (response.Type is null || operation.Responses?.GetValueOrDefault(status) is not { Content: { } contents })
                continue;
            foreach (var (type, content) in contents)
            {
                if (type.Contains("json", StringComparison.Ordinal) && content is OpenApiMediaType media && _examples.TryGetValue(response.Type, out var example))
                    media.Example = JsonSerializer.SerializeToNode(example, response.Type, json.Value.SerializerOptions);
            }
        }

        foreach (var form in metadata.OfType<FormNote>())
        {
            if (operation.Responses?.GetValueOrDefault("200") is { Content: { } forms })
                forms[form.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        if (metadata.OfType<StreamNote>().FirstOrDefault() is { } stream)
            operation.Description = $"{operation.Description}\n\nServer-sent events: {stream.Events}".Trim();
    }

    private static OpenApiParameter HeaderOf(HeaderNote header) => new()
    {
        Name = header.Name,
        In = ParameterLocation.Header,
        Description = header.Text,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiRequestBody BodyOf(BodyNote body) => new()
    {
        Required = true,
        Content = body.Examples.ToDictionary(
            example => example.Key,
            OpenApiMediaType (example) => new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(body.Schema),
                Example = example.Key.Contains("json", StringComparison.Ordinal) ? JsonNode.Parse(example.Value) : JsonValue.Create(example.Value),
            }),
    };

    /// <summary>Every route may find the cluster unable to answer, and whoever asks may ask for what is not there.</summary>
    private static async Task AddProblemsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, IReadOnlyList<string> ofAccess, CancellationToken cancellation)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemView), cancellationToken: cancellation);
        var responses = operation.Responses ??= [];
        foreach (var status in EveryRoutes.Concat(ofAccess))
        {
            if (!responses.ContainsKey(status))
            {
                responses[status] = new OpenApiResponse
                {
                    Content = new Dictionary<string, OpenApiMediaType> { [ProblemType] = new OpenApiMediaType { Schema = schema } },
                };
            }
        }

        foreach (var (status, response) in responses)
        {
            if (Statuses.TryGetValue(status, out var words) && response is OpenApiResponse described)
                described.Description = words;
        }
    }

    private static readonly string[] EveryRoutes = ["400", "429", "503"];

    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal)
    {
        ["200"] = "What was asked for.",
        ["201"] = "It was made; `Location` says where it is.",
        ["202"] = "It was accepted and goes on; `Location` says where to look.",
        ["204"] = "It is done; there is nothing to say.",
        ["304"] = "It has not changed since the `ETag` that was given.",
        ["400"] = "Something in the request is not allowed; `detail` names the field, the value and what is.",
        ["401"] = "There is no valid key.",
        ["403"] = "The key's role does not allow it.",
        ["404"] = "There is no such thing.",
        ["406"] = "It cannot be had in the form that was asked for.",
        ["409"] = "The state does not allow it.",
        ["412"] = "It changed since it was read.",
        ["413"] = "The request is too large.",
        ["415"] = "The body has a form that is not known.",
        ["429"] = "Too many requests; `Retry-After` says when to come again.",
        ["503"] = "The cluster cannot answer now; ask again.",
    };
}
