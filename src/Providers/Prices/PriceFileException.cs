using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Prices;

/// <summary>A price file is not what one should be.</summary>
/// <param name="file">The file's name.</param>
/// <param name="errors">Everything that is wrong with it.</param>
public sealed class PriceFileException(string file, IReadOnlyList<PlanError> errors)
    : Exception($"{file}: {string.Join("; ", errors.Take(10))}{(errors.Count > 10 ? $"; and {errors.Count - 10} more" : "")}")
{
    /// <summary>Everything that is wrong with the file.</summary>
    public IReadOnlyList<PlanError> Errors { get; } = errors;
}
