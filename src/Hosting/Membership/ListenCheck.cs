using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AkkaApiBench.Hosting.Settings;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>Finds out before anything is started whether a port can be had: Akka and Kestrel tell of one in use with pages of stack traces.</summary>
public static class ListenCheck
{
    /// <summary>Listens for a moment.</summary>
    /// <param name="options">On which address.</param>
    /// <param name="setting">The setting of the port, for the error.</param>
    /// <param name="port">The port; 0 is always free.</param>
    /// <exception cref="NodeStartException">The port is in use, or the address is not this machine's.</exception>
    public static void Try(ClusterNodeOptions options, Setting setting, int port)
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(options.ListenAddress, port));
        }
        catch (SocketException e)
        {
            throw new NodeStartException(
                string.Create(CultureInfo.InvariantCulture, $"{ClusterFlags.Hostname.Flag} {options.Hostname} {setting.Flag} {port}: cannot listen there: {e.Message}"), e);
        }
    }
}
