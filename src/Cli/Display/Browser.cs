using System.ComponentModel;
using System.Diagnostics;

namespace AkkaApiBench.Cli.Display;

/// <summary>The browser of whoever sits at this machine.</summary>
internal static class Browser
{
    // Linux has no display without one of these.
    private static readonly string[] Displays = ["DISPLAY", "WAYLAND_DISPLAY"];

    /// <summary>Opens an address; nothing happens where there is no display or no browser.</summary>
    public static void Open(Uri address)
    {
        if (OperatingSystem.IsLinux() && !Displays.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }))
            return;
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            // There is no browser; the address was said.
        }
    }
}
