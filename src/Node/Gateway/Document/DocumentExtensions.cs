using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Access;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>The API's own description: OpenAPI for programs, a page for people.</summary>
internal static class DocumentExtensions
{
    /// <summary>Where the document is.</summary>
    public const string Path = "/openapi/v1.json";

    /// <summary>Where the page is.</summary>
    public const string Page = "/docs";

    // The page brings its own styles, and asks nobody but this node.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services
        .AddExamples()
        .AddSingleton<ApiDocument>()
        .AddOpenApi(ApiDocument.Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                ApiDocument.Introduce(document);
                return Task.CompletedTask;
            });
            options.AddOperationTransformer<OperationDescription>();
            options.AddSchemaTransformer((schema, context, _) =>
            {
                // What is null is left out.
                foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null))
                    schema.Required?.Remove(property.Name);
                if (context.JsonTypeInfo.Type == typeof(HistogramBucket))
                    DescribeAsPair(schema);
                return Task.CompletedTask;
            });
        });

    // As its converter writes it, which the generator cannot know.
    private static void DescribeAsPair(OpenApiSchema schema)
    {
        (schema.Type, schema.Properties, schema.Required) = (JsonSchemaType.Array, null, null);
        (schema.Items, schema.MinItems, schema.MaxItems) = (new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }, 2, 2);
        schema.Description = "The least time of the bucket in microseconds, and how many were in it.";
    }

    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (ApiDocument document, CancellationToken cancellation) =>
            TypedResults.Bytes(await document.ReadAsync(cancellation), "application/json")).AllowAnyone().ExcludeFromDescription();
        routes.MapScalarApiReference(Page, options => options
                .WithTitle("apibench API")
                .WithOpenApiRoutePattern(Path)
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp())
            .AllowAnyone()
            .ExcludeFromDescription()
            .AddEndpointFilter(async (context, next) =>
            {
                context.HttpContext.Response.Headers.ContentSecurityPolicy = PagePolicy;
                return await next(context);
            });
    }
}
