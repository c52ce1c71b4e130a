namespace AkkaApiBench.Simulator.Profiles;

/// <summary>Reads distributions: a mapping of one name to its parameters.</summary>
internal static class DistributionReader
{
    /// <summary>How distributions are written.</summary>
    public const string Written =
        "constant: { value }, uniform: { min, max }, exponential: { mean }, lognormal: { median, sigma }, gamma: { mean, shape }";

    public static Distribution? Read(ProfileFields fields, Quantity quantity)
    {
        var names = fields.Names.ToList();
        if (names.Count != 1)
        {
            fields.RefuseAll(names.Count == 0 ? "nothing" : string.Join(" and ", names), $"one of {Written}");
            return null;
        }

        Func<ProfileFields, Quantity, Distribution?>? read = names[0] switch
        {
            "constant" => ReadConstant,
            "uniform" => ReadUniform,
            "exponential" => ReadExponential,
            "lognormal" => ReadLognormal,
            "gamma" => ReadGamma,
            _ => null,
        };
        if (read is null)
        {
            fields.RefuseAll($"'{names[0]}'", $"one of {Written}");
            return null;
        }

        if (fields.Mapping(names[0], $"one of {Written}", required: true) is not { } parameters)
            return null;
        var distribution = read(parameters, quantity);
        parameters.RefuseUnknown();
        return distribution;
    }

    private static Constant? ReadConstant(ProfileFields fields, Quantity quantity) =>
        fields.Quantity("value", quantity, required: true) is { } value ? new Constant(value) : null;

    private static Uniform? ReadUniform(ProfileFields fields, Quantity quantity)
    {
        var min = fields.Quantity("min", quantity, required: true);
        var max = fields.Quantity("max", quantity, required: true);
        if (min > max)
            fields.Refuse("max", $"not less than min; {quantity.Written}");
        return min is { } low && max is { } high && low <= high ? new Uniform(low, high) : null;
    }

    private static Exponential? ReadExponential(ProfileFields fields, Quantity quantity) =>
        fields.Quantity("mean", quantity, required: true) is { } mean ? new Exponential(mean) : null;

    private static Lognormal? ReadLognormal(ProfileFields fields, Quantity quantity)
    {
        var median = fields.Quantity("median", quantity, required: true);
        var sigma = fields.Number("sigma", 0, 3, required: true);
        return median is { } middle && sigma is { } spread ? new Lognormal(middle, spread) : null;
    }

    private static Gamma? ReadGamma(ProfileFields fields, Quantity quantity)
    {
        var mean = fields.Quantity("mean", quantity, required: true);
        var shape = fields.Number("shape", 0.01, 10_000, required: true);
        return mean is { } average && shape is { } evenness ? new Gamma(average, evenness) : null;
    }
}
