using Akka.Actor;
using AkkaApiBench.Hosting.Settings;
using AkkaApiBench.Messages.Plans;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>The settings that every cluster process takes.</summary>
public static class ClusterFlags
{
    private const string PlainProtocol = "akka.tcp";
    private const string TlsProtocol = "akka.ssl.tcp";

    private const string NodeAddress = "addresses of the form akka.tcp://" + ClusterNodeOptions.SystemName + "@HOST:PORT";

    private static readonly Dictionary<string, LogLevel> LogLevels = new()
    {
        ["trace"] = Microsoft.Extensions.Logging.LogLevel.Trace,
        ["debug"] = Microsoft.Extensions.Logging.LogLevel.Debug,
        ["info"] = Microsoft.Extensions.Logging.LogLevel.Information,
        ["warning"] = Microsoft.Extensions.Logging.LogLevel.Warning,
        ["error"] = Microsoft.Extensions.Logging.LogLevel.Error,
        ["none"] = Microsoft.Extensions.Logging.LogLevel.None,
    };

    private static readonly Dictionary<string, bool> YesOrNo = new() { ["yes"] = true, ["no"] = false };

    private static readonly Dictionary<string, bool> StopSignals = new() { ["stdin"] = true };

    /// <summary>The duties of the node.</summary>
    public static Setting Roles { get; } = new("Roles", "ROLE,...", "What this node does: coordinator, worker, journal, gateway.")
    {
        Default = string.Join(',', ClusterRoles.OfNodes),
        IsList = true,
    };

    /// <summary>Where others reach the node.</summary>
    public static Setting Hostname { get; } = new("Hostname", "HOST", "Name or IPv4 address under which other nodes reach this one; it listens on this address, or on all for a name.")
    {
        Default = "127.0.0.1",
    };

    /// <summary>The port for other nodes.</summary>
    public static Setting Port { get; } = new("Port", "PORT", "Port for other nodes; 0 lets the system choose.") { Default = "0" };

    /// <summary>Nodes to join through.</summary>
    public static Setting SeedNodes { get; } = new("SeedNodes", "ADDRESS,...", "Nodes to join through, akka.tcp://apibench@HOST:PORT; without, this node forms its own cluster.") { IsList = true };

    /// <summary>Words to place work by.</summary>
    public static Setting Tags { get; } = new("Tags", "TAG,...", "Words that plans place work by, such as eu-west.") { IsList = true };

    /// <summary>The lowest level logged.</summary>
    public static Setting LogLevel { get; } = new("LogLevel", "LEVEL", "Lowest level to log: trace, debug, info, warning, error, none.") { Default = "info" };

    /// <summary>A file to log to.</summary>
    public static Setting LogFile { get; } = new("LogFile", "PATH", "File to log to, besides standard error.");

    /// <summary>This node's certificate.</summary>
    public static Setting TlsCertificate { get; } = new("TlsCertificate", "PATH", "This node's certificate, PEM or PFX without a password: nodes then speak TLS, and both sides must show one.");

    /// <summary>Its key.</summary>
    public static Setting TlsKey { get; } = new("TlsKey", "PATH", "The certificate's private key in PEM, where the certificate's file does not have it.");

    /// <summary>Whose word is taken.</summary>
    public static Setting TlsCa { get; } = new("TlsCa", "PATH", "Certificates in PEM of the authorities that every node's certificate must come from; needed with --tls-certificate.");

    /// <summary>Whether certificates are for hosts.</summary>
    public static Setting TlsCheckHostname { get; } = new("TlsCheckHostname", "yes|no", "Whether a node's certificate must be for the host under which it is reached.") { Default = "yes" };

    /// <summary>The settings of TLS, in the order of <c>--help</c>.</summary>
    public static IReadOnlyList<Setting> Tls { get; } = [TlsCertificate, TlsKey, TlsCa, TlsCheckHostname];

    /// <summary>What else stops the node.</summary>
    public static Setting StopWith { get; } = new("StopWith", "stdin", "What else stops the node in order: stdin, when its standard input ends, as with the process that started it.");

    /// <summary>Reads the options of a node; <see cref="SettingReader.Errors"/> then has everything that was wrong.</summary>
    /// <param name="reader">Where to read.</param>
    /// <param name="roles">The roles of a process whose duties are fixed; null to read them.</param>
    /// <param name="port">The port setting, for a process with a default of its own.</param>
    public static ClusterNodeOptions Read(SettingReader reader, IReadOnlyList<string>? roles = null, Setting? port = null)
    {
        var tls = ReadTls(reader);
        return new ClusterNodeOptions
        {
            Roles = roles ?? reader.List(Roles, string.Join(", ", ClusterRoles.OfNodes), ClusterRoles.OfNodes.Contains),
            Hostname = reader.Text(Hostname, "a host name or an IPv4 address", IsHost) ?? Hostname.Default!,
            Port = reader.Whole(port ?? Port, 0, ushort.MaxValue),
            SeedNodes = [.. reader.List(SeedNodes, NodeAddress, IsNodeAddress).Select(address => In(tls is null ? PlainProtocol : TlsProtocol, address))],
            Tags = roles is null ? reader.List(Tags, WorkerTag.Allowed, WorkerTag.IsValid) : [],
            LogLevel = reader.Choice(LogLevel, LogLevels),
            LogFile = reader.Text(LogFile, "a path"),
            StopsWithInput = reader.Choice(StopWith, StopSignals),
            Tls = tls,
        };
    }

    private static TlsOptions? ReadTls(SettingReader reader)
    {
        var (certificate, key, authority) = (reader.Text(TlsCertificate, "a path"), reader.Text(TlsKey, "a path"), reader.Text(TlsCa, "a path"));
        var checksHostname = reader.Choice(TlsCheckHostname, YesOrNo);
        if (certificate is null && key is null && authority is null)
            return null;
        if (certificate is null)
            reader.Miss(TlsCertificate, $"a path, with {TlsKey.Flag} and {TlsCa.Flag}");
        if (authority is null)
            reader.Miss(TlsCa, $"a path, with {TlsCertificate.Flag}");
        return certificate is null || authority is null ? null : new TlsOptions(certificate, key, authority, checksHostname);
    }

    /// <summary>The address of the same node: whether nodes speak TLS is for all of them the same.</summary>
    private static string In(string protocol, string address) => Address.Parse(address).WithProtocol(protocol).ToString();

    private static bool IsHost(string text) => Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4;

    private static bool IsNodeAddress(string text) => Address.TryParse(text, out var address)
        && address is { Protocol: PlainProtocol or TlsProtocol, System: ClusterNodeOptions.SystemName, Port: > 0 and <= ushort.MaxValue, Host: { } host }
        && IsHost(host)
        && address.ToString() == text;
}
