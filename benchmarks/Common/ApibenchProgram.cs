using System.Diagnostics;

namespace AkkaApiBench.Common;

/// <summary><c>apibench</c> as a process of its own.</summary>
public static class ApibenchProgram
{
    /// <summary>Starts it; its standard output is read by the caller.</summary>
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet",
        [Path.Combine(AppContext.BaseDirectory, "AkkaApiBench.Cli.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
    })!;
}
