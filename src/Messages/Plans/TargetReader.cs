using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Reads a target: an object, the short text <c>PROVIDER/MODEL[@URL]</c>, or one that uses an entry of the catalogue.</summary>
internal sealed partial class TargetReader(IProviderCatalog catalog, List<PlanError> errors)
{
    // What is not a reference may be the key itself, so it is never shown.
    private const string KeyAllowed = $"{KeyReference.Allowed}; a key itself never stands in a plan";

    private const string Short = "PROVIDER/MODEL or PROVIDER/MODEL@URL";

    private const string Use = "use";

    /// <summary>What a plan may say otherwise than the entry that it uses: not what is measured, and not with which key.</summary>
    private static readonly string[] BesideUse = ["http", "limits", "price", "tags"];

    /// <summary>Reads a target of a plan.</summary>
    public Target? Read(JsonNode? node, string path)
    {
        node = LongFormOf(node);
        return node is JsonObject own && own[Use] is not null ? ReadUse(own, path) : ReadOwn(node, path, Use);
    }

    /// <summary>Reads a target that says all itself.</summary>
    /// <param name="node">The target.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="instead">A field that could stand there instead of all others.</param>
    public Target? ReadOwn(JsonNode? node, string path, string? instead = null)
    {
        if (PlanReader.ObjectOf(node, path, $"{{ provider, model, base_url, api_key, api_keys, http, limits, price, tags }} or {Short}", errors) is not { } fields)
            return null;

        if (instead is not null)
            fields.Allow(instead);
        var name = fields.Text("provider", string.Join(", ", catalog.Names), text => catalog.Find(text) is not null, required: true);
        var model = fields.Text("model", "the model's name, 1 to 200 characters",
            text => text.Length is > 0 and <= 200 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)), required: true);
        var baseUrl = ReadBaseUrl(fields);
        var keys = ReadKeys(fields);
        var only = ReadKey(fields);
        var key = keys is [var first, ..] ? first : only;
        var http = ReadHttp(fields);
        var limits = LimitsReader.ReadLimits(fields.Object("limits"));
        var price = ReadPrice(fields.Object("price"));
        var tags = fields.List("tags", WorkerTag.Most, (item, at) => WorkerTag.Read(item, at, errors));
        fields.RefuseUnknown();

        if (name is null || model is null || catalog.Find(name) is not { } provider)
            return null;
        if (baseUrl is null && provider.BaseUrl is null && !fields.Has("base_url"))
            fields.Refuse("base_url", $"an http or https URL; {provider.Name} has none of its own");
        if ((baseUrl ?? provider.BaseUrl) is not { } address)
            return null;

        return new Target
        {
            Provider = provider.Name,
            Model = model,
            BaseUrl = address,
            HasOwnBaseUrl = address != provider.BaseUrl,
            ApiKey = key ?? provider.ApiKey,
            ApiKeys = keys.Count > 1 ? keys : [],
            Http = http,
            Limits = limits,
            Price = price ?? catalog.PriceOf(provider.Name, model),
            Tags = NeedsProvidersKey(keys.Count > 0 ? keys : [key ?? provider.ApiKey], provider) ? [.. tags, WorkerTag.OfKey(provider.Name)] : tags,
        };
    }

    /// <summary>Workers make known for which providers they have the key at its customary place, and for no other place.</summary>
    private static bool NeedsProvidersKey(IReadOnlyList<KeyReference> keys, ProviderDefaults provider) =>
        provider.ApiKey != KeyReference.None && keys.Contains(provider.ApiKey);

    /// <summary>The target that a short text stands for; anything else as it is.</summary>
    [return: NotNullIfNotNull(nameof(node))]
    public static JsonNode? LongFormOf(JsonNode? node) =>
        node?.GetValueKind() is JsonValueKind.String && Expand(node.GetValue<string>()) is { } expanded ? expanded : node;

    private Target? ReadUse(JsonObject own, string path)
    {
        var fields = new FieldReader(own, path, errors);
        var name = fields.Text(Use, "the name of an entry in the gateway's catalogue of targets", text => catalog.EntryOf(text) is not null);
        foreach (var field in BesideUse)
            fields.Allow(field);
        fields.RefuseUnknown();
        if (name is null || catalog.EntryOf(name)?.DeepClone() is not JsonObject entry)
            return null;
        foreach (var (field, value) in own.Where(field => BesideUse.Contains(field.Key)))
            entry[field] = value?.DeepClone();
        return ReadOwn(entry, path);
    }

    internal static JsonObject? Expand(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
            return null;

        // The scheme is judged later: here a URL that is not allowed must not pass for a part of the model's name.
        var at = UrlStart().Match(text) is { Success: true } match ? match.Index : -1;
        var fields = new JsonObject
        {
            ["provider"] = text[..slash],
            ["model"] = at < 0 ? text[(slash + 1)..] : at > slash ? text[(slash + 1)..at] : "",
        };
        if (at >= 0)
            fields["base_url"] = text[(at + 1)..];
        return fields;
    }

    private static Uri? ReadBaseUrl(FieldReader fields)
    {
        // A user and password in a URL are a key in the wrong place: neither taken nor shown.
        const string allowed = "an absolute http or https URL without user, query and fragment, such as http://127.0.0.1:8080/v1";
        var text = fields.Text("base_url", allowed, secret: true);
        if (text is null)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0)
        {
            return new Uri(url.AbsoluteUri.TrimEnd('/'));
        }

        fields.Refuse("base_url", allowed, secret: text.Contains('@', StringComparison.Ordinal) || text.Contains('?', StringComparison.Ordinal));
        return null;
    }

    private IReadOnlyList<KeyReference> ReadKeys(FieldReader fields)
    {
        var keys = fields.List("api_keys", 100, (item, path) =>
        {
            if (item?.GetValueKind() is JsonValueKind.String && KeyReference.Parse(item.GetValue<string>()) is { } reference && reference != KeyReference.None)
                return reference;
            errors.Add(new PlanError(path, ErrorText.Hidden, KeyAllowed));
            return null;
        });
        if (fields.Has("api_keys") && fields.Has("api_key"))
            fields.Refuse("api_keys", "either api_key or api_keys", secret: true);
        if (keys.Distinct().Count() < keys.Count)
            fields.Refuse("api_keys", "each reference once", secret: true);
        return keys;
    }

    private static KeyReference? ReadKey(FieldReader fields) =>
        fields.Text("api_key", KeyAllowed, text => KeyReference.Parse(text) is not null, secret: true) is { } text
            ? KeyReference.Parse(text) : null;

    /// <summary>Reads a version, which YAML takes for a number where it has no quotes.</summary>
    private static HttpChoice ReadHttp(FieldReader fields)
    {
        if (fields.Node("http") is not { } node)
            return HttpChoice.Version11;
        if (node is JsonValue value && HttpChoices.Parse(value.ToString()) is { } choice)
            return choice;
        fields.Refuse("http", HttpChoices.Allowed);
        return HttpChoice.Version11;
    }

    private static Price? ReadPrice(FieldReader? fields)
    {
        if (fields is null)
            return null;

        const string unit = " USD per million tokens";
        var input = fields.Number("input", 0, 1_000_000, unit, required: true);
        var cached = fields.Number("cached_input", 0, 1_000_000, unit);
        var output = fields.Number("output", 0, 1_000_000, unit, required: true);
        fields.RefuseUnknown();
        return new Price(input ?? 0, cached ?? input ?? 0, output ?? 0, "plan");
    }

    [GeneratedRegex("@[A-Za-z][A-Za-z0-9+.-]*://")]
    private static partial Regex UrlStart();
}
