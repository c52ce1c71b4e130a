using System.Text;
using AkkaApiBench.Messages.Results;
using Spectre.Console;

namespace AkkaApiBench.Cli.Display;

/// <summary>What a command shows: the result on standard output, all else on standard error.</summary>
internal sealed class Screen
{
    private readonly Surroundings _surroundings;
    private readonly bool _isJson;
    private readonly bool _isPlain;

    public Screen(Surroundings surroundings, bool isJson, bool isPlain)
    {
        _surroundings = surroundings;
        _isJson = isJson;
        _isPlain = isPlain || surroundings.HasVariable("NO_COLOR") || surroundings.Variable("TERM") == "dumb";
    }

    /// <summary>Shows how a run goes: moving bars on a terminal, else lines.</summary>
    public IRunProgress StartProgress() =>
        _surroundings.Error.IsTerminal && !_isPlain && !_surroundings.HasVariable("CI")
            ? LiveProgress.Start(Console(_surroundings.Error))
            : new PlainProgress(_surroundings.Error.Writer, _surroundings.Time);

    /// <summary>Shows a result.</summary>
    public void Show(RunResult result, Report report)
    {
        if (_isJson)
            _surroundings.Out.Writer.WriteLine(ResultJson.Write(result));
        else
            ScreenReport.Show(Console(_surroundings.Out), report);
    }

    /// <summary>Says something beside the result.</summary>
    public void Say(string line) => _surroundings.Error.Writer.WriteLine(line);

    private IAnsiConsole Console(Terminal terminal) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = terminal.IsTerminal && !_isPlain ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = terminal.IsTerminal && !_isPlain ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
        Out = new Output(terminal),
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    });

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
