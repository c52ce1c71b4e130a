using AkkaApiBench.Messages.Results;

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
            ? LiveProgress.Start(Consoles.Of(_surroundings.Error, _isPlain))
            : new PlainProgress(_surroundings.Error.Writer, _surroundings.Time);

    /// <summary>Shows a result.</summary>
    public void Show(RunResult result, Report report) => Show(() => ResultJson.Write(result), report);

    /// <summary>Shows results compared.</summary>
    public void Show(ComparisonReport comparison, Report report) => Show(() => ResultJson.Write(comparison), report);

    /// <summary>Says something beside the result.</summary>
    public void Say(string line) => Consoles.Say(_surroundings.Error, line);

    private void Show(Func<string> json, Report report)
    {
        if (_isJson)
            _surroundings.Out.Writer.WriteLine(json());
        else
            ScreenReport.Show(Consoles.Of(_surroundings.Out, _isPlain), report);
    }
}
