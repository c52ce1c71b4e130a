using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Settings;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Coordinator.Access;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Retention;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Outbound;

namespace AkkaApiBench.Node;

/// <summary>The settings of a node, beside those of every cluster process.</summary>
public static class NodeFlags
{
    private const int MostRequestsPerMinute = 100_000_000;
    private const string AllowedOrigin = "Origins such as https://ops.example.com";

    private static readonly Dictionary<string, bool> YesOrNo = new() { ["yes"] = true, ["no"] = false };

    /// <summary>The port of the REST API.</summary>
    public static Setting HttpPort { get; } = new("HttpPort", "PORT", "Port of the REST API and the health checks; 0 lets the system choose.") { Default = "8080" };

    /// <summary>The certificate of the REST API.</summary>
    public static Setting HttpsCertificate { get; } = new("HttpsCertificate", "PATH", "Certificate of the REST API and the health checks, PEM or PFX without a password: they are then served by HTTPS alone.");

    /// <summary>Its key.</summary>
    public static Setting HttpsKey { get; } = new("HttpsKey", "PATH", "The private key of --https-certificate in PEM, where the certificate's file does not have it.");

    /// <summary>The journals' database.</summary>
    public static Setting Journal { get; } = new("Journal", "STORE", $"Database of the journals: {JournalStore.Allowed}; without, journal.db in the data directory.") { IsSecret = true };

    /// <summary>The directory for what the node keeps.</summary>
    public static Setting DataDir { get; } = new("DataDir", "DIR", "Directory for what the node keeps.") { Default = ".apibench" };

    /// <summary>Whether callers need keys.</summary>
    public static Setting Auth { get; } = new("Auth", "keys|none", "Who may use the REST API: those with keys, or everybody, which only a node on loopback may allow.") { Default = "keys" };

    /// <summary>A key that may do everything.</summary>
    public static Setting AdminKey { get; } = new("AdminKey", "REFERENCE", "Where a key stands that this node's REST API lets do everything: env:NAME or file:PATH; without, the first key is made at the first start and shown once.");

    /// <summary>Whose pages may use the API.</summary>
    public static Setting AllowOrigins { get; } = new("AllowOrigins", "ORIGIN,…", $"{AllowedOrigin} whose pages may use the REST API with a key, beside the node's own dashboard.") { IsList = true };

    /// <summary>How often one caller may ask.</summary>
    public static Setting RateLimit { get; } = new("RateLimit", "N", "Requests a minute to the REST API that one key, or one address without, may send to this node, as many at once; 0 for no limit.") { Default = "30000" };

    /// <summary>Which proxies are believed.</summary>
    public static Setting TrustedProxies { get; } = new("TrustedProxies", "ADDRESS,…", $"Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: {Gateway.Access.TrustedProxies.Allowed}.") { IsList = true };

    /// <summary>What is allowed beside public addresses.</summary>
    public static Setting AllowOutbound { get; } = new("AllowOutbound", "ADDRESS,…", $"Where targets and webhooks may be beside public addresses: {OutboundAddressPolicy.Allowed}. With --auth none they may be anywhere.");

    /// <summary>A directory for records of single requests.</summary>
    public static Setting RecordsDir { get; } = new("RecordsDir", "DIR", "Directory for every request as JSON lines, RUN.jsonl; without, they are not kept.");

    /// <summary>A file of prices.</summary>
    public static Setting Prices { get; } = new("Prices", "FILE", "Prices that go before those built in, for the plans that a node with the role gateway takes.");

    /// <summary>How many runs are made at a time.</summary>
    public static Setting ParallelRuns { get; } = new("ParallelRuns", "N", "Runs made at a time, by a node with the role coordinator; they share the workers and may measure each other.") { Default = "1" };

    /// <summary>What becomes of runs that were not ended.</summary>
    public static Setting ResumeRuns { get; } = new("ResumeRuns", "yes|no", "Whether runs go on that had not ended when all coordinators were stopped.") { Default = "yes" };

    /// <summary>How long windows are kept.</summary>
    public static Setting KeepWindows { get; } = new("KeepWindows", "TIME", "How long the journals keep windows of a second, by a node with the role journal: 12h, 7d or 2y.") { Default = "7d" };

    /// <summary>How long minutes are kept.</summary>
    public static Setting KeepMinutes { get; } = new("KeepMinutes", "TIME", "How long minutes of histories are kept.") { Default = "90d" };

    /// <summary>How long hours are kept.</summary>
    public static Setting KeepHours { get; } = new("KeepHours", "TIME", "How long hours of histories, and anomalies, are kept.") { Default = "2y" };

    /// <summary>Where alerts are configured.</summary>
    public static Setting Alerts { get; } = new("Alerts", "FILE", "Rules and channels of alerts as YAML, by a node with the role coordinator; without, everything is told in the log.");

    /// <summary>All settings of a node, in the order of <c>--help</c>.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        ClusterFlags.Roles, ClusterFlags.Hostname, ClusterFlags.Port, HttpPort, HttpsCertificate, HttpsKey, Auth, AdminKey, AllowOrigins, RateLimit, TrustedProxies, AllowOutbound, ClusterFlags.SeedNodes, ClusterFlags.Tags,
        DataDir, Journal, RecordsDir, Prices, KeepWindows, KeepMinutes, KeepHours, ParallelRuns, ResumeRuns, Alerts, ClusterFlags.LogLevel, ClusterFlags.LogFile, .. ClusterFlags.Tls, ClusterFlags.StopWith,
    ];

    /// <summary>Reads the options of a node; <see cref="SettingReader.Errors"/> then has everything that was wrong.</summary>
    public static NodeOptions Read(SettingReader reader)
    {
        var journal = ReadJournal(reader, out var isGiven);
        var access = ReadAccess(reader);
        var allowed = reader.List(AllowOutbound, OutboundAddressPolicy.Allowed, OutboundAddressPolicy.IsEntry);
        return new NodeOptions
        {
            Cluster = ClusterFlags.Read(reader),
            HttpPort = reader.Whole(HttpPort, 0, ushort.MaxValue),
            Https = ReadHttps(reader),
            DataDirectory = ReadDirectory(reader),
            Access = access,
            Outbound = access.IsOn ? OutboundAddressPolicy.Restricted(allowed) : OutboundAddressPolicy.Unrestricted,
            Journal = journal,
            IsJournalGiven = isGiven,
            ParallelRuns = reader.Whole(ParallelRuns, 1, 1000),
            Retention = ReadRetention(reader),
            RecordsDirectory = reader.Text(RecordsDir, "a path"),
            PriceFile = reader.Text(Prices, "a path"),
            ResumesRuns = reader.Choice(ResumeRuns, YesOrNo),
            AlertsFile = reader.Text(Alerts, "a path"),
        };
    }

    /// <summary>Reads where the journals are.</summary>
    internal static JournalStore ReadJournal(SettingReader reader, out bool isGiven)
    {
        var text = reader.Text(Journal, JournalStore.Allowed, text => JournalStore.Parse(text) is not null);
        isGiven = text is not null;
        return (text is null ? null : JournalStore.Parse(text)) ?? JournalStore.In(ReadDirectory(reader));
    }

    private static HttpsOptions? ReadHttps(SettingReader reader)
    {
        var (certificate, key) = (reader.Text(HttpsCertificate, "a path"), reader.Text(HttpsKey, "a path"));
        if (certificate is null && key is not null)
            reader.Miss(HttpsCertificate, $"a path, with {HttpsKey.Flag}");
        return certificate is null ? null : new HttpsOptions(certificate, key);
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin) && (origin.Scheme is "http" or "https") && origin.GetLeftPart(UriPartial.Authority) == text;

    private static AccessOptions ReadAccess(SettingReader reader)
    {
        const string allowed = "env:NAME or file:PATH, with a key of 32 or more printable ASCII characters without spaces";
        string? hash = null;
        reader.Text(AdminKey, allowed, text => (hash = HashOf(text)) is not null);
        return new AccessOptions(reader.Choice(Auth, new Dictionary<string, bool> { ["keys"] = true, ["none"] = false }), hash)
        {
            Origins = reader.List(AllowOrigins, AllowedOrigin, IsOrigin),
            Proxies = reader.List(TrustedProxies, Gateway.Access.TrustedProxies.Allowed, Gateway.Access.TrustedProxies.IsEntry),
            RequestsPerMinute = reader.Whole(RateLimit, 0, MostRequestsPerMinute),
        };

        static string? HashOf(string reference)
        {
            try
            {
                return KeyReference.Parse(reference) is { } parsed && new KeyResolver().Resolve(parsed) is { IsNone: false } key && key.Reveal().Length >= 32
                    ? KeySecret.HashOf(key.Reveal()) : null;
            }
            catch (KeyUnavailableException)
            {
                return null;
            }
        }
    }

    private static string ReadDirectory(SettingReader reader) => reader.Text(DataDir, "a path") ?? DataDir.Default!;

    private static RetentionTimes ReadRetention(SettingReader reader)
    {
        var windows = Read(KeepWindows, TimeSpan.Zero, RetentionTimes.Default.Windows, RetentionTimes.Allowed);
        var minutes = Read(KeepMinutes, windows, RetentionTimes.Default.Minutes, $"{RetentionTimes.Allowed}, and not shorter than {KeepWindows.Flag}");
        var hours = Read(KeepHours, minutes, RetentionTimes.Default.Hours, $"{RetentionTimes.Allowed}, and not shorter than {KeepMinutes.Flag}");
        return new RetentionTimes(windows, minutes, hours);

        TimeSpan Read(Setting setting, TimeSpan shortest, TimeSpan otherwise, string allowed) =>
            reader.Text(setting, allowed, text => RetentionTimes.Parse(text) >= shortest) is { } text ? RetentionTimes.Parse(text)!.Value : otherwise;
    }
}
