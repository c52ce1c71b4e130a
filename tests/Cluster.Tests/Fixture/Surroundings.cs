using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>
/// A folder for the temporary files of this process and of all that it starts, named by the environment that they inherit: so
/// what is left in it, and who was started, can be told.
/// </summary>
internal static class Surroundings
{
    private const string Variable = "TMPDIR";

    /// <summary>The folder.</summary>
    public static string Folder { get; private set; } = "";

    /// <summary>The command lines of the processes that were started, by whomever, and still run.</summary>
    public static IReadOnlyList<string> Processes =>
    [
        .. from process in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(process), out var id) && id != Environment.ProcessId
           where Read(Path.Combine(process, "environ")).Split('\0').Contains($"{Variable}={Folder}")
           select Read(Path.Combine(process, "cmdline")).Replace('\0', ' ').Trim(),
    ];

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The first test may start a process.")]
    internal static void Make()
    {
        Folder = Directory.CreateTempSubdirectory("apibench-tests-").FullName;
        // The database server is another user.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Folder, File.GetUnixFileMode(Folder) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Environment.SetEnvironmentVariable(Variable, Folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }

    private static string Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or is not ours.
            return "";
        }
    }
}
