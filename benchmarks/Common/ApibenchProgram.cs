using System.Diagnostics;

namespace AkkaApiBench.Accuracy;

/// <summary>Programs of this repository as processes of their own.</summary>
internal static class ChildProcess
{
    /// <summary>Starts <c>apibench</c>; its standard output is read by the caller.</summary>
    public static Process Apibench(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet",
        [Path.Combine(AppContext.BaseDirectory, "AkkaApiBench.Cli.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
    })!;
}
