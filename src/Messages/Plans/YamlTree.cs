using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Turns YAML into the tree that JSON gives, so that one validator serves both.</summary>
internal static class YamlTree
{
    /// <summary>Reads one YAML document.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static JsonNode? Parse(string text)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(text);
        stream.Load(reader);
        return stream.Documents.Count == 0 ? null : Convert(stream.Documents[0].RootNode, depth: 0);
    }

    private static JsonNode? Convert(YamlNode node, int depth)
    {
        // Anchors can make a small text into an endless tree.
        if (depth > 32)
            throw new YamlException(node.Start, node.End, "nested deeper than 32 levels");

        return node switch
        {
            YamlMappingNode mapping => new JsonObject(mapping.Children.Select(pair =>
                KeyValuePair.Create(((YamlScalarNode)pair.Key).Value ?? "", Convert(pair.Value, depth + 1)))),
            YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(item => Convert(item, depth + 1))]),
            YamlScalarNode scalar => Convert(scalar),
            _ => throw new YamlException(node.Start, node.End, "only mappings, lists and values are understood"),
        };
    }

    /// <summary>Plain scalars are typed as YAML's core schema says; quoted ones are text.</summary>
    private static JsonValue? Convert(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not ScalarStyle.Plain)
            return JsonValue.Create(text);

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }
}
