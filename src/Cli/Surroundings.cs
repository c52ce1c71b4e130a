using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Cli.Sites;

namespace AkkaApiBench.Cli;

/// <summary>A stream of text that may be a terminal.</summary>
/// <param name="Writer">Where to write.</param>
/// <param name="IsTerminal">True when a person looks at it.</param>
/// <param name="Size">Columns and rows at the moment; asked only of a terminal.</param>
internal sealed record Terminal(TextWriter Writer, bool IsTerminal, Func<(int Width, int Height)> Size);

/// <summary>All that the commands see of the machine, so that tests can give their own.</summary>
internal sealed record Surroundings
{
    /// <summary>For results.</summary>
    public required Terminal Out { get; init; }

    /// <summary>For progress and errors.</summary>
    public required Terminal Error { get; init; }

    /// <summary>Ctrl-C and its like.</summary>
    public required IInterrupts Interrupts { get; init; }

    /// <summary>Starts nodes and simulators in this process.</summary>
    public required ISites Sites { get; init; }

    /// <summary>Gives an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Opens an address in the user's browser, where there is one.</summary>
    public required Action<Uri> Browse { get; init; }

    /// <summary>What relative paths start from.</summary>
    public required string Directory { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long a gateway that does not answer is asked again.</summary>
    public Patience Patience { get; init; } = new();

    /// <summary>Those of this process.</summary>
    public static Surroundings OfThisProcess(IInterrupts interrupts) => new()
    {
        Out = new Terminal(Console.Out, !Console.IsOutputRedirected, SizeOfConsole),
        Error = new Terminal(Console.Error, !Console.IsErrorRedirected, SizeOfConsole),
        Interrupts = interrupts,
        Sites = new EmbeddedSites(),
        Variable = Environment.GetEnvironmentVariable,
        Browse = Browser.Open,
        Directory = Environment.CurrentDirectory,
    };

    /// <summary>A path as the user gave it, from here.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, Directory);

    /// <summary>True when an environment variable is set to something.</summary>
    public bool HasVariable(string name) => !string.IsNullOrEmpty(Variable(name));

    private static (int Width, int Height) SizeOfConsole()
    {
        try
        {
            return (Or(Console.WindowWidth, 80), Or(Console.WindowHeight, 24));
        }
        catch (IOException)
        {
            return (80, 24);
        }

        static int Or(int value, int otherwise) => value > 0 ? value : otherwise;
    }
}
