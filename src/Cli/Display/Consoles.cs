using System.Text;
using Spectre.Console;

namespace AkkaApiBench.Cli.Display;

/// <summary>Makes the consoles that tables and bars are drawn on.</summary>
internal static class Consoles
{
    /// <summary>A console that writes to a terminal, or to what is no terminal.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="isPlain">True for neither colours nor movement.</param>
    public static IAnsiConsole Of(Terminal terminal, bool isPlain)
    {
        var isRich = terminal.IsTerminal && !isPlain;
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isRich ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isRich ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new Output(terminal),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }

    /// <summary>Says a line; on a terminal that is too narrow for it, in several that end between words.</summary>
    public static void Say(Terminal terminal, string line)
    {
        if (terminal.IsTerminal)
            Of(terminal, isPlain: true).Write(new Text(line + "\n"));
        else
            terminal.Writer.WriteLine(line);
    }

    private sealed class Output(Terminal terminal) : IAnsiConsoleOutput
    {
        // What is read by a program or a later reader is neither wrapped nor shortened.
        private const int Unlimited = 500;

        public TextWriter Writer => terminal.Writer;

        public bool IsTerminal => terminal.IsTerminal;

        public int Width => terminal.IsTerminal ? terminal.Size().Width : Unlimited;

        public int Height => terminal.IsTerminal ? terminal.Size().Height : Unlimited;

        public void SetEncoding(Encoding encoding)
        {
            // The writer's encoding is not ours to change.
        }
    }
}
