using System.Globalization;

namespace AkkaApiBench.Cli;

/// <summary>Keeps the details of an unexpected error out of the terminal.</summary>
internal static class CrashReport
{
    /// <summary>Writes the details to a file of their own and gives its path.</summary>
    public static string Write(Exception error, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"apibench-{now:yyyyMMdd-HHmmss}-{Environment.ProcessId}.log");
        var path = Path.Combine(Path.GetTempPath(), name);
        try
        {
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{now:O} {error}{Environment.NewLine}"));
            return path;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return $"no file, for {path} cannot be written";
        }
    }
}
