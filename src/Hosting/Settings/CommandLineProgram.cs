using System.CommandLine;

namespace AkkaApiBench.Hosting.Settings;

/// <summary>Runs a command line as all our programs do.</summary>
public static class CommandLineProgram
{
    /// <summary>Exit code for wrong usage.</summary>
    public const int WrongUsage = 2;

    /// <summary>
    /// Runs the command that <paramref name="args"/> name and gives its exit code. What cannot be parsed is told on standard
    /// error, a line each, and gives <see cref="WrongUsage"/>.
    /// </summary>
    /// <remarks>Signals are left to the command: an orderly stop takes longer than the command line library would wait.</remarks>
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await WriteErrorsAsync(parsed.Errors.Select(error => error.Message));
            await Console.Error.WriteLineAsync("Try --help.");
            return WrongUsage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    /// <summary>Writes errors to standard error, a line each.</summary>
    public static async Task WriteErrorsAsync(IEnumerable<string> errors)
    {
        foreach (var error in errors)
            await Console.Error.WriteLineAsync($"error: {error}");
    }
}
