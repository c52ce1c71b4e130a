using System.CommandLine;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench completions</c>: what a shell needs to complete command lines.</summary>
internal static class CompletionsCommand
{
    private const string Description = """
        Writes what a shell needs to complete commands and flags.

        Examples:
          apibench completions bash >> ~/.bashrc
          apibench completions zsh >> ~/.zshrc
          apibench completions fish > ~/.config/fish/completions/apibench.fish
        """;

    /// <summary>The program completes itself: a shell gives it the line and where the cursor is.</summary>
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _apibench() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(apibench "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _apibench apibench
            """,
        ["zsh"] = """
            _apibench() {
              local -a found=("${(@f)$(apibench "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
              compadd -- ${found:#} || _files
            }
            compdef _apibench apibench
            """,
        ["fish"] = """
            complete -c apibench -a "(apibench '[suggest:'(commandline -C)']' (commandline -cp) 2>/dev/null)"
            """,
    };

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("completions", Description);
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", Scripts.Keys) };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        command.Arguments.Add(shell);
        command.SetAction(async (parsed, _) =>
        {
            await surroundings.Out.Writer.WriteLineAsync(Scripts[parsed.GetRequiredValue(shell)]);
            return (int)ExitCode.Done;
        });
        return command;
    }
}
