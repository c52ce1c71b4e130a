using System.Text.RegularExpressions;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Plans;

/// <summary>Tells the errors of a plan in the user's own terms: a flag where the field came from one, else the file and the field.</summary>
/// <param name="file">The plan's file as the user named it; null without.</param>
/// <param name="flags">The flags given.</param>
internal sealed partial class PlanErrors(string? file, GivenFlags flags)
{
    /// <summary>One line an error; flags that shape several tests are told once.</summary>
    public IReadOnlyList<string> Lines(IEnumerable<PlanError> errors) => [.. errors.Select(Line).Distinct()];

    private string Line(PlanError error)
    {
        var path = Position().Replace(error.Path, "[*]");
        if (FlagOf(path) is not { } flag)
            return file is null ? error.ToString() : $"{file}: {error}";

        var isMissingList = error.Value == "nothing" && flag == PlanFlag.Test;
        return (error with
        {
            Path = flag.Name,
            Value = error.Value == "this field" ? "this flag" : error.Value,
            Allowed = isMissingList ? string.Join(", ", TestTypes.Names) : error.Allowed,
        }).ToString();
    }

    private PlanFlag? FlagOf(string path) => PlanFlag.All
        .Where(IsSource)
        .Where(flag => path == flag.Path || path.StartsWith(flag.Path + ".", StringComparison.Ordinal) || path.StartsWith(flag.Path + "[", StringComparison.Ordinal))
        .MaxBy(flag => flag.Path.Length);

    /// <summary>True when the flag's field is not the file's: also a flag that is missing beside those given.</summary>
    private bool IsSource(PlanFlag flag) => file is null || flags.Has(flag)
        || (flag.Path.StartsWith(PlanFlag.EachTest, StringComparison.Ordinal) && flags.Has(PlanFlag.Test))
        || (flag.Path.StartsWith(PlanFlag.EachTarget, StringComparison.Ordinal) && flags.Has(PlanFlag.Target));

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Position();
}
