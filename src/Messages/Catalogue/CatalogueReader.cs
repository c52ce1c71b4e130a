using System.Text;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Catalogue;

/// <summary>What a text says of an entry, or everything that is wrong with it.</summary>
/// <param name="Target">The target; null when anything is wrong.</param>
/// <param name="Source">See <see cref="CatalogueEntry.Target"/>; null when anything is wrong.</param>
/// <param name="Errors">What is wrong.</param>
public sealed record CatalogueReading(Target? Target, string? Source, IReadOnlyList<PlanError> Errors);

/// <summary>The one way from YAML or JSON to an entry of the catalogue: the field <c>target</c> is what a plan's target is.</summary>
public static class CatalogueReader
{
    private const int MostBytes = 8000;

    /// <summary>Reads an entry from YAML, of which JSON is a part.</summary>
    public static CatalogueReading Read(string text, IProviderCatalog catalog)
    {
        var errors = new List<PlanError>();
        if (YamlFields.Read(text, "entry", "target", errors) is not { } fields)
            return new CatalogueReading(null, null, errors);

        var reader = new FieldReader(fields, "", errors);
        var node = reader.Node("target");
        if (node is null)
            reader.Refuse("target", "a target, as in a plan");
        reader.RefuseUnknown();
        if (node is null)
            return new CatalogueReading(null, null, errors);

        node = TargetReader.LongFormOf(node);
        var target = new TargetReader(catalog, errors).ReadOwn(node, "target");
        var source = node.ToJsonString();
        if (Encoding.UTF8.GetByteCount(source) > MostBytes)
            errors.Add(new PlanError("target", "this target", FormattableString.Invariant($"at most {MostBytes} bytes")));
        return errors.Count == 0 ? new CatalogueReading(target, source, []) : new CatalogueReading(null, null, errors);
    }
}
