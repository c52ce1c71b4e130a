namespace AkkaApiBench.Messages.Plans;

/// <summary>Reads how a number varies: a value, or <c>{ distribution, mean, stddev, min, max }</c>.</summary>
/// <param name="what">What varies, for errors.</param>
/// <param name="value">Reads a value of a field.</param>
/// <param name="smallest">The smallest value that there may be.</param>
/// <param name="largest">The largest.</param>
/// <param name="errors">Where errors go.</param>
internal sealed class VariationReader(string what, Func<FieldReader, string, bool, long?> value, int smallest, int largest, List<PlanError> errors)
{
    private const string Shapes = "fixed, uniform, normal, lognormal";

    public Variation? Read(FieldReader fields, string name, bool required = false)
    {
        if (!fields.IsObject(name))
            return value(fields, name, required) is { } always ? Variation.Always((int)always) : null;
        if (fields.Object(name) is not { } inner)
            return null;

        var shape = inner.Text("distribution", Shapes, text => Shapes.Split(", ").Contains(text), required: true);
        var read = shape switch
        {
            "fixed" => value(inner, "mean", true) is { } mean ? Variation.Always((int)mean) : null,
            "uniform" => ReadUniform(inner),
            "normal" => ReadBell(inner, VariationShape.Normal),
            "lognormal" => ReadBell(inner, VariationShape.LogNormal),
            _ => null,
        };
        if (shape is not null)
            inner.RefuseUnknown();
        return read;
    }

    private Variation? ReadUniform(FieldReader fields)
    {
        var min = value(fields, "min", true);
        var max = value(fields, "max", true);
        if (min is null || max is null)
            return null;
        if (min <= max)
            return Variation.Between((int)min, (int)max);
        fields.Refuse("max", $"{what} not below min");
        return null;
    }

    private Variation? ReadBell(FieldReader fields, VariationShape shape)
    {
        var mean = value(fields, "mean", true);
        var deviation = value(fields, "stddev", true);
        var min = value(fields, "min", false);
        var max = value(fields, "max", false);
        if (mean is null || deviation is null)
            return null;
        if (mean == 0)
        {
            fields.Refuse("mean", $"{what} above 0");
            return null;
        }

        var (least, most) = (min ?? smallest, max ?? largest);
        if (least <= mean && mean <= most)
            return new Variation(shape, mean.Value, deviation.Value, (int)least, (int)most);
        errors.Add(new PlanError(fields.PathOf("mean"), FormattableString.Invariant($"{mean}"), $"{what} from min to max"));
        return null;
    }
}
