using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AkkaApiBench.Simulator.Profiles;

/// <summary>Reads the fields of one mapping of a profile and collects what is wrong with them.</summary>
internal sealed partial class ProfileFields(YamlMappingNode fields, string path, List<ProfileError> errors)
{
    private readonly HashSet<string> _known = [];

    /// <summary>The names of the fields that are there.</summary>
    public IEnumerable<string> Names => fields.Children.Keys.Select(NameOf);

    public bool Has(string name) => Find(name) is not null;

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public void Refuse(string name, string allowed, bool isSecret = false) =>
        errors.Add(new ProfileError(PathOf(name), isSecret ? "(hidden)" : Show(Find(name)), allowed));

    /// <summary>Notes an error of the mapping itself.</summary>
    public void RefuseAll(string value, string allowed) => errors.Add(new ProfileError(path.Length == 0 ? "profile" : path, value, allowed));

    public string? Text(string name, string allowed, Func<string, bool> rule, bool required = false, bool isSecret = false)
    {
        if (Take(name, required, allowed) is not { } node)
            return null;
        if (node is YamlScalarNode { Value: { } text } && rule(text))
            return text;
        Refuse(name, allowed, isSecret);
        return null;
    }

    public double? Number(string name, double min, double max, string unit = "", bool required = false)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}{unit}");
        return Text(name, allowed, text => NumberOf(text) is { } number && number >= min && number <= max, required) is { } given
            ? NumberOf(given) : null;
    }

    public long? Whole(string name, long min, long max)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");
        return Text(name, allowed, text => WholeOf(text) is { } number && number >= min && number <= max) is { } given ? WholeOf(given) : null;
    }

    public bool? Flag(string name) => Text(name, "true or false", text => text is "true" or "false") is { } text ? text == "true" : null;

    public TimeSpan? Duration(string name, TimeSpan max, bool required = false)
    {
        var allowed = $"a duration such as 500ms, 30s, 5m or 2h, up to {max.TotalHours.ToString("0.###", CultureInfo.InvariantCulture)}h";
        return Text(name, allowed, text => DurationOf(text) is { } duration && duration <= max, required) is { } given ? DurationOf(given) : null;
    }

    public T? Choice<T>(string name, IReadOnlyDictionary<string, T> choices, bool required = false)
        where T : struct =>
        Text(name, string.Join(", ", choices.Keys), choices.ContainsKey, required) is { } text ? choices[text] : null;

    public ProfileFields? Mapping(string name, string allowed = "fields and values", bool required = false)
    {
        if (Take(name, required, allowed) is not { } node)
            return null;
        if (node is YamlMappingNode mapping)
            return new ProfileFields(mapping, PathOf(name), errors);
        Refuse(name, allowed);
        return null;
    }

    /// <summary>Reads each item of a list of mappings.</summary>
    public IReadOnlyList<T> List<T>(string name, string fieldsOfItem, Func<ProfileFields, T?> read)
        where T : class =>
        Items(name, int.MaxValue, required: false, (item, itemPath) =>
        {
            if (item is YamlMappingNode mapping)
                return read(new ProfileFields(mapping, itemPath, errors));
            errors.Add(new ProfileError(itemPath, Show(item), fieldsOfItem));
            return null;
        });

    public IReadOnlyList<string> Texts(string name, string allowed, Func<string, bool> rule, bool required = false) =>
        Items(name, 100, required, (item, itemPath) =>
        {
            if (item is YamlScalarNode { Value: { } text } && rule(text))
                return text;
            errors.Add(new ProfileError(itemPath, Show(item), allowed));
            return null;
        });

    /// <summary>Reads a quantity that varies: a value, or one distribution by its name.</summary>
    public Distribution? Distribution(string name, Quantity quantity)
    {
        var allowed = $"{quantity.Written}, or one of {DistributionReader.Written}";
        if (Take(name, required: false, allowed) is not { } node)
            return null;
        if (node is YamlMappingNode mapping)
            return DistributionReader.Read(new ProfileFields(mapping, PathOf(name), errors), quantity);
        return Quantity(name, quantity) is { } value ? new Constant(value) : null;
    }

    /// <summary>Reads a value with its unit, as a number of that unit.</summary>
    public double? Quantity(string name, Quantity quantity, bool required = false) =>
        Text(name, quantity.Written, text => quantity.Parse(text) is not null, required) is { } text ? quantity.Parse(text) : null;

    /// <summary>Notes every field that nobody asked for. Names only: a value may be a key in the wrong place.</summary>
    public void RefuseUnknown()
    {
        foreach (var name in Names.Where(name => !_known.Contains(name)))
            errors.Add(new ProfileError(PathOf(name), "this field", $"the fields {string.Join(", ", _known)}"));
    }

    public static string Show(YamlNode? node) => node switch
    {
        YamlScalarNode { Value: { Length: > 0 } text } => text.Length <= 80 ? $"'{text}'" : $"'{text.AsSpan(0, 77)}...'",
        YamlMappingNode => "a mapping",
        YamlSequenceNode list => string.Create(CultureInfo.InvariantCulture, $"a list of {list.Children.Count}"),
        _ => "nothing",
    };

    /// <summary>Reads a duration; null when the text is none.</summary>
    public static TimeSpan? DurationOf(string text)
    {
        if (DurationPattern().Match(text) is not { Success: true } match)
            return null;
        var value = double.Parse(match.Groups["value"].ValueSpan, CultureInfo.InvariantCulture);
        var milliseconds = value * match.Groups["unit"].Value switch { "ms" => 1d, "s" => 1000d, "m" => 60_000d, _ => 3_600_000d };
        return milliseconds < TimeSpan.MaxValue.TotalMilliseconds ? TimeSpan.FromTicks((long)(milliseconds * TimeSpan.TicksPerMillisecond)) : null;
    }

    public static double? NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static long? WholeOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string NameOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? Show(key);

    private IReadOnlyList<T> Items<T>(string name, int max, bool required, Func<YamlNode, string, T?> read)
        where T : class
    {
        var allowed = required ? "a list of at least one" : "a list";
        if (Take(name, required, allowed) is not { } node)
            return [];
        if (node is not YamlSequenceNode list || list.Children.Count > max || (required && list.Children.Count == 0))
        {
            Refuse(name, allowed);
            return [];
        }

        return [.. list.Children.Select((item, index) => read(item, $"{PathOf(name)}[{index}]")).OfType<T>()];
    }

    private YamlNode? Take(string name, bool required, string allowed)
    {
        _known.Add(name);
        var node = Find(name);
        if (node is null && required)
            Refuse(name, allowed);
        return node;
    }

    /// <summary>A field's node; null when it is not there or null.</summary>
    private YamlNode? Find(string name) =>
        fields.Children.TryGetValue(new YamlScalarNode(name), out var node)
        && node is not YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" } ? node : null;

    [GeneratedRegex(@"^\s*(?<value>[0-9]{1,12}(\.[0-9]{1,9})?)\s*(?<unit>ms|s|m|h)\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex DurationPattern();
}
