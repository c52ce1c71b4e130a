using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using Microsoft.OpenApi;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>Keys in the document: how they are shown, what they are made from, and what they look like.</summary>
internal static class AccessDescription
{
    private const string Bearer = "key";
    private const string Cookie = "session";
    private const string NewKey = "NewKeyDocument";
    private const string Rotation = "RotationDocument";
    private const string SignIn = "SignInDocument";

    private const string Schemas = """
        {
          "NewKeyDocument": {
            "type": "object",
            "description": "A key that is to be made.",
            "required": ["name", "role"],
            "additionalProperties": false,
            "properties": {
              "name": { "type": "string", "description": "What it is for, 1 to 100 characters." },
              "role": { "enum": ["viewer", "operator", "admin"], "description": "What it may do." },
              "expires_in": { "type": "string", "description": "For how long it is valid, such as `720h`; without, until it is revoked." }
            }
          },
          "RotationDocument": {
            "type": "object",
            "description": "How a key is replaced.",
            "additionalProperties": false,
            "properties": { "overlap": { "type": "string", "default": "24h", "description": "For how long the old key stays valid, `0s` to `2160h`." } }
          },
          "SignInDocument": {
            "type": "object",
            "description": "A key for which a session is opened.",
            "additionalProperties": false,
            "properties": { "api_key": { "type": "string", "description": "The key; without, that in `Authorization`." } }
          }
        }
        """;

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly KeyView Key = new()
    {
        Id = "7f3kq0x2vd", Name = "ci", Tenant = "default", Role = Role.Operator, CreatedAt = Noon, CreatedBy = "first (0b1cq8m4zt)", ExpiresAt = Noon.AddDays(30),
    };

    public static RouteHandlerBuilder TakesNewKey(this RouteHandlerBuilder route) => route.Takes(NewKey, """{ "name": "ci", "role": "operator", "expires_in": "720h" }""");

    public static RouteHandlerBuilder TakesRotation(this RouteHandlerBuilder route) => route.Takes(Rotation, """{ "overlap": "24h" }""");

    public static RouteHandlerBuilder TakesSignIn(this RouteHandlerBuilder route) => route.Takes(SignIn, """{ "api_key": "apib_…" }""");

    /// <summary>Adds what keys are made from to the components.</summary>
    public static void AddTo(JsonObject schemas)
    {
        foreach (var (name, schema) in JsonNode.Parse(Schemas)!.AsObject())
            schemas[name] = schema!.DeepClone();
    }

    /// <summary>Says how keys are shown.</summary>
    public static void AddSchemes(OpenApiDocument document)
    {
        var schemes = (document.Components ??= new OpenApiComponents()).SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        schemes[Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key, see docs/security.md." };
        schemes[Cookie] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = CallerHandler.Cookie, Description = "A browser's session, as OpenSession opens it.",
        };
    }

    /// <summary>Says who may call a route; what that means for its answers, as statuses.</summary>
    public static IReadOnlyList<string> AddRule(OpenApiOperation operation, OpenApiDocument? document, IList<object> metadata)
    {
        if (metadata.OfType<AccessRule>().LastOrDefault() is not { Least: { } least } rule)
            return [];
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] },
        ];
        operation.Description = $"{operation.Description}\n\nRole: {rule}.".Trim();
        return least == Role.Viewer && !rule.OfCluster ? ["401"] : ["401", "403"];
    }

    public static IServiceCollection AddAccessExamples(this IServiceCollection services) => services
        .AddExample(new KeyListView([Key]))
        .AddExample(new NewKeyView(Key, "apib_7f3kq0x2vd_…"))
        .AddExample(new SessionView("m4c0v9s1pe", "ci", "default", Role.Operator, Noon.AddHours(12)))
        .AddExample(new ChangeListView([new ChangeView(17, Noon, "first (0b1cq8m4zt)", "default", "POST /api/v1/keys", "7f3kq0x2vd 'ci', operator", "10.0.0.7")], 17));
}
