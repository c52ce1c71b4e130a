using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace AkkaApiBench.Cluster.Tests.Peers;

/// <summary>The npm package openai-mock-api: an OpenAI-compatible server that nobody here wrote.</summary>
internal sealed class PeerServer : IAsyncDisposable
{
    public const string Key = "peer-test-key";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private PeerServer(Process process, int port) => (_process, BaseUrl) = (process, new Uri($"http://127.0.0.1:{port}/v1"));

    /// <summary>The program, where it is when it is installed.</summary>
    public static string Script { get; } = Path.Combine(Repository.Root, "tests", "Cluster.Tests", "Peers", "node_modules", "openai-mock-api", "dist", "cli.js");

    public Uri BaseUrl { get; }

    public static async Task<PeerServer> StartAsync(string folder)
    {
        var configuration = Path.Combine(folder, "peer.yaml");
        await File.WriteAllTextAsync(configuration, $"""
            apiKey: {Key}
            responses:
              - id: greeting
                messages:
                  - role: user
                    content: 'Hello, world!'
                  - role: assistant
                    content: 'Hello! I am a server that nobody here wrote.'
            """);
        var port = FreePort();
        var server = new PeerServer(
            Process.Start(new ProcessStartInfo("node", [Script, "--config", configuration, "--port", $"{port}", "--log-file", Path.Combine(folder, "peer.log")]))!, port);
        await server.UntilItListensAsync(port);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task UntilItListensAsync(int port)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    /// <summary>It cannot be told to choose a port, so one is chosen that was free a moment ago.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
