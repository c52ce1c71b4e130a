using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AkkaApiBench.Cli.Commands;

/// <summary>Help that calls the program by its name, whatever the file is called that was started.</summary>
internal sealed class NamedHelp : SynchronousCommandLineAction
{
    private readonly HelpAction _inner;

    private NamedHelp(HelpAction inner, int width)
    {
        _inner = inner;
        _inner.MaxWidth = width;
    }

    /// <summary>Gives a root command this help.</summary>
    /// <param name="root">The command.</param>
    /// <param name="width">Columns for the text.</param>
    public static void Set(RootCommand root, int width)
    {
        var option = root.Options.OfType<HelpOption>().First();
        if (option.Action is HelpAction inner)
            option.Action = new NamedHelp(inner, width);
    }

    /// <summary>Who asks for help need not give what the command requires.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var configuration = parseResult.InvocationConfiguration;
        var output = configuration.Output;
        using var text = new StringWriter();
        configuration.Output = text;
        try
        {
            return _inner.Invoke(parseResult);
        }
        finally
        {
            configuration.Output = output;
            output.Write(text.ToString().Replace($"{RootCommand.ExecutableName} ", "apibench ", StringComparison.Ordinal));
        }
    }
}
