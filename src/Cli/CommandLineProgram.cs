using System.CommandLine;
using AkkaApiBench.Cli.Commands;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;

namespace AkkaApiBench.Cli;

/// <summary>Runs one command line and turns everything that can happen into an exit code and plain words.</summary>
internal sealed class CommandLineProgram(Surroundings surroundings)
{
    private readonly TextWriter _error = surroundings.Error.Writer;

    public async Task<ExitCode> RunAsync(IReadOnlyList<string> args)
    {
        var parsed = Apibench.CreateRoot(surroundings, args).Parse(args);
        if (parsed.Errors.Count > 0)
            return await RefuseAsync(parsed);

        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Out.Writer,
            Error = _error,
            EnableDefaultExceptionHandler = false,
            // Signals come through the surroundings: an orderly stop takes longer than the library would wait.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return (ExitCode)await parsed.InvokeAsync(configuration, surroundings.Interrupts.Stop);
        }
        catch (CliException error)
        {
            return Tell(error.Code, error.Lines);
        }
        catch (GatewayUnreachableException error)
        {
            return Tell(ExitCode.Unreachable, [error.Message]);
        }
        catch (GatewayProblemException error)
        {
            return Tell(error.Problem.Status is 400 ? ExitCode.Usage : ExitCode.Failed, error.Lines);
        }
        catch (OperationCanceledException) when (surroundings.Interrupts.Stop.IsCancellationRequested)
        {
            return Tell(ExitCode.Interrupted, ["interrupted"]);
        }
        catch (Exception error)
        {
            var file = CrashReport.Write(error, surroundings.Time);
            var code = Tell(ExitCode.Failed, [$"unexpected: {FirstLine(error.Message)}; details in {file}"]);
            if (Options.IsDebug(parsed))
                await _error.WriteLineAsync(error.ToString());
            return code;
        }
    }

    private async Task<ExitCode> RefuseAsync(ParseResult parsed)
    {
        var lines = parsed.Errors.Select(error => Secrets.Hide(error.Message, parsed.UnmatchedTokens)).Distinct().ToList();
        var code = Tell(ExitCode.Usage, lines);
        await _error.WriteLineAsync($"'{Apibench.NameOf(parsed.CommandResult.Command)} --help' shows what there is.");
        return code;
    }

    private ExitCode Tell(ExitCode code, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Consoles.Say(surroundings.Error, code is ExitCode.Interrupted ? line : $"error: {line}");
        return code;
    }

    private static string FirstLine(string text) => text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? text[..end] : text;
}
