namespace AkkaApiBench.Cli;

/// <summary>Something that a user can understand and mend: told in lines of plain words, never with a stack trace.</summary>
/// <param name="code">The exit code.</param>
/// <param name="lines">One line an error; each says what is wrong and what to do.</param>
internal sealed class CliException(ExitCode code, params IReadOnlyList<string> lines) : Exception(string.Join(Environment.NewLine, lines))
{
    public ExitCode Code => code;

    public IReadOnlyList<string> Lines => lines;

    /// <summary>Wrong usage.</summary>
    public static CliException Usage(params IReadOnlyList<string> lines) => new(ExitCode.Usage, lines);
}
