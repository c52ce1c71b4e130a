using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Reads the fields of one object of a plan and collects what is wrong with them.</summary>
internal sealed class FieldReader(JsonObject fields, string path, List<PlanError> errors)
{
    private readonly HashSet<string> _known = [];

    /// <summary>True when the field is there and not null.</summary>
    public bool Has(string name) => fields[name] is not null;

    /// <summary>True when the field is text.</summary>
    public bool IsText(string name) => fields[name]?.GetValueKind() is JsonValueKind.String;

    /// <summary>True when the field is an object.</summary>
    public bool IsObject(string name) => fields[name] is JsonObject;

    /// <summary>A field as it is; null when it is not there.</summary>
    public JsonNode? Node(string name) => Take(name, required: false, "");

    /// <summary>True when the field is true or false.</summary>
    public bool IsFlag(string name) => fields[name]?.GetValueKind() is JsonValueKind.True or JsonValueKind.False;

    /// <summary>The path of a field, for errors.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Lets a field stand that was judged elsewhere.</summary>
    public void Allow(string name) => _known.Add(name);

    /// <summary>Notes that a field's value is not allowed.</summary>
    public void Refuse(string name, string allowed, bool secret = false) =>
        errors.Add(new PlanError(PathOf(name), secret ? ErrorText.Hidden : ErrorText.Of(fields[name]), allowed));

    /// <summary>Notes that something within a field must not be there.</summary>
    public void RefuseInner(string name, string inner, string allowed) =>
        errors.Add(new PlanError($"{PathOf(name)}.{ErrorText.OfName(inner)}", "this field", allowed));

    public string? Text(string name, string allowed, Func<string, bool>? rule = null, bool required = false, bool secret = false)
    {
        if (Take(name, required, allowed) is not { } node)
            return null;
        if (node.GetValueKind() is JsonValueKind.String && node.GetValue<string>() is { } text && rule?.Invoke(text) != false)
            return text;
        Refuse(name, allowed, secret);
        return null;
    }

    public decimal? Number(string name, decimal min, decimal max, string unit = "", bool required = false)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}{unit}");
        if (Take(name, required, allowed) is not { } node)
            return null;
        if (NumberOf(node) is { } value && value >= min && value <= max)
            return value;
        Refuse(name, allowed);
        return null;
    }

    public long? Whole(string name, long min, long max, bool required = false)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");
        if (Take(name, required, allowed) is not { } node)
            return null;
        if (NumberOf(node) is { } value && value == decimal.Truncate(value) && value >= min && value <= max)
            return (long)value;
        Refuse(name, allowed);
        return null;
    }

    public bool? Flag(string name)
    {
        const string allowed = "true or false";
        if (Take(name, required: false, allowed) is not { } node)
            return null;
        if (node.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return node.GetValue<bool>();
        Refuse(name, allowed);
        return null;
    }

    public TimeSpan? Duration(string name, TimeSpan min, TimeSpan max, bool required = false)
    {
        var allowed = $"{Durations.Written}, from {Durations.Format(min)} to {Durations.Format(max)}";
        if (Take(name, required, allowed) is not { } node)
            return null;
        var text = node.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() : NumberOf(node)?.ToString(CultureInfo.InvariantCulture);
        if (text is not null && Durations.Parse(text) is { } duration && duration >= min && duration <= max)
            return duration;
        Refuse(name, allowed);
        return null;
    }

    public FieldReader? Object(string name)
    {
        const string allowed = "fields and values";
        if (Take(name, required: false, allowed) is not { } node)
            return null;
        if (node is JsonObject inner)
            return new FieldReader(inner, PathOf(name), errors);
        Refuse(name, allowed);
        return null;
    }

    /// <summary>Reads each item of a list; items that are wrong are left out and noted.</summary>
    public IReadOnlyList<T> List<T>(string name, int max, Func<JsonNode?, string, T?> read, bool required = false)
        where T : class
    {
        var allowed = $"a list of {(required ? 1 : 0)} to {max}";
        if (Take(name, required, allowed) is not { } node)
            return [];
        if (node is not JsonArray items || items.Count > max || (required && items.Count == 0))
        {
            Refuse(name, allowed);
            return [];
        }

        return [.. items.Select((item, index) => read(item, $"{PathOf(name)}[{index}]")).OfType<T>()];
    }

    /// <summary>Notes every field that nobody asked for. Names only: a value may be a key in the wrong place.</summary>
    public void RefuseUnknown()
    {
        foreach (var (name, _) in fields)
        {
            if (!_known.Contains(name))
                errors.Add(new PlanError(PathOf(ErrorText.OfName(name)), "this field", $"the fields {string.Join(", ", _known)}"));
        }
    }

    private static decimal? NumberOf(JsonNode node) => node is JsonValue value && node.GetValueKind() is JsonValueKind.Number
        && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private JsonNode? Take(string name, bool required, string allowed)
    {
        _known.Add(name);
        var node = fields[name];
        if (node is null && required)
            Refuse(name, allowed);
        return node;
    }
}
