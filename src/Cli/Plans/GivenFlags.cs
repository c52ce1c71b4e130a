using System.CommandLine;

namespace AkkaApiBench.Cli.Plans;

/// <summary>The flags of a plan that a user gave, with their values.</summary>
internal sealed record GivenFlags(IReadOnlyDictionary<PlanFlag, IReadOnlyList<string>> Values)
{
    /// <summary>No flag.</summary>
    public static readonly GivenFlags None = new(new Dictionary<PlanFlag, IReadOnlyList<string>>());

    public bool Any => Values.Count > 0;

    public bool Has(PlanFlag flag) => Values.ContainsKey(flag);

    /// <summary>The values in their order; empty when the flag was not given.</summary>
    public IReadOnlyList<string> this[PlanFlag flag] => Values.GetValueOrDefault(flag, []);
}

/// <summary>The options of a command that has the flags of a plan.</summary>
internal sealed class PlanFlagOptions
{
    private readonly Dictionary<PlanFlag, Option> _options = PlanFlag.All.ToDictionary(flag => flag, OptionOf);

    /// <summary>Adds the options to a command.</summary>
    public PlanFlagOptions AddTo(Command command)
    {
        foreach (var flag in PlanFlag.All)
            command.Options.Add(_options[flag]);
        return this;
    }

    /// <summary>What the user gave.</summary>
    public GivenFlags Read(ParseResult parsed) => new(_options
        .Where(pair => parsed.GetResult(pair.Value) is { Implicit: false })
        .ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)Values(parsed, pair.Value)));

    private static string[] Values(ParseResult parsed, Option option) => option switch
    {
        Option<string[]> list => parsed.GetRequiredValue(list),
        Option<string> single => [parsed.GetRequiredValue(single)],
        _ => [],
    };

    private static Option OptionOf(PlanFlag flag)
    {
        if (flag == PlanFlag.NoStream)
            return new Option<bool>(flag.Name) { Description = flag.Help, Arity = ArgumentArity.Zero };
        return flag.IsList
            ? new Option<string[]>(flag.Name) { Description = flag.Help, HelpName = flag.Argument }
            : new Option<string>(flag.Name) { Description = flag.Help, HelpName = flag.Argument };
    }
}
