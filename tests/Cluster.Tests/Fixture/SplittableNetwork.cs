using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>
/// A network namespace that two links join to that of the test: one for the cluster, which can be cut, and one for the load.
/// Its addresses are of the block that RFC 2544 sets aside for benchmarks.
/// </summary>
internal sealed class SplittableNetwork : IAsyncDisposable
{
    private const string Inside = "cluster";
    private readonly string _network = string.Create(CultureInfo.InvariantCulture, $"198.18.{Random.Shared.Next(1, 255)}");

    private SplittableNetwork()
    {
    }

    /// <summary>Why tests with it are skipped; null where it can be made.</summary>
    public static string? Missing { get; } = Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/ip") && File.Exists("/usr/bin/nsenter") && CanMake()
        ? null
        : "needs network namespaces: root, iproute2 and nsenter";

    /// <summary>The namespace's name.</summary>
    public string Name { get; } = $"apibench-{Random.Shared.Next(1_000_000)}";

    /// <summary>The address of the members on the test's side.</summary>
    public string Here => $"{_network}.1";

    /// <summary>The address of the member in the namespace.</summary>
    public string There => $"{_network}.2";

    /// <summary>Where the load is served for both sides.</summary>
    public IPAddress Load => IPAddress.Parse($"{_network}.5");

    public static async Task<SplittableNetwork> CreateAsync()
    {
        var network = new SplittableNetwork();
        try
        {
            await IpAsync("netns", "add", network.Name);
            await network.LinkAsync(Inside, $"{network.Here}/30", $"{network.There}/30");
            await network.LinkAsync("load", $"{network.Load}/30", $"{network._network}.6/30");
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Nothing of the cluster's gets through any more; the load does.</summary>
    public Task CutAsync() => IpAsync("-n", Name, "link", "set", Inside, "down");

    /// <summary>It gets through again.</summary>
    public Task MendAsync() => IpAsync("-n", Name, "link", "set", Inside, "up");

    /// <summary>The links go with the namespace.</summary>
    public async ValueTask DisposeAsync() => await IpAsync("netns", "del", Name);

    private static bool CanMake()
    {
        using var probe = Process.Start("unshare", ["--net", "true"]);
        return probe.WaitForExit(TimeSpan.FromSeconds(10)) && probe.ExitCode == 0;
    }

    private async Task LinkAsync(string inside, string here, string there)
    {
        var outside = $"ab{Name.Split('-')[1]}{inside[0]}";
        await IpAsync("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", Name);
        await IpAsync("addr", "add", here, "dev", outside);
        await IpAsync("link", "set", outside, "up");
        await IpAsync("-n", Name, "addr", "add", there, "dev", inside);
        await IpAsync("-n", Name, "link", "set", inside, "up");
    }

    private static async Task IpAsync(params string[] args)
    {
        using var ip = Process.Start("ip", args);
        await ip.WaitForExitAsync();
        if (ip.ExitCode != 0)
            throw new InvalidOperationException($"ip {string.Join(' ', args)} ended with {ip.ExitCode}");
    }
}

/// <summary>A test that splits a network; skipped where that is not possible.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SplittableFactAttribute : FactAttribute
{
    public SplittableFactAttribute() => Skip = SplittableNetwork.Missing;
}
