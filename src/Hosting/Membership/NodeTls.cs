using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Event;
using Akka.Remote.Hosting;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>TLS between nodes, in which both sides show a certificate of the cluster's own authority.</summary>
internal static class NodeTls
{
    /// <summary>Reads the certificates and makes what remoting needs.</summary>
    /// <exception cref="NodeStartException">A file cannot be read, or is none of what it should be.</exception>
    /// <param name="options">Where the files are.</param>
    /// <param name="hostname">Under which name this node is reached.</param>
    public static SslOptions Load(TlsOptions options, string hostname)
    {
        var certificate = CertificateFile.Load(ClusterFlags.TlsCertificate, options.Certificate, ClusterFlags.TlsKey, options.Key);
        var authority = CertificateFile.Read(ClusterFlags.TlsCa.Flag, options.Authority, () =>
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(options.Authority);
            return certificates.Count > 0 ? certificates : throw new CryptographicException("there is no certificate in it");
        });

        if (!IsTrusted(certificate, [], authority, out var reason))
            throw new NodeStartException($"{ClusterFlags.TlsCertificate.Flag} {options.Certificate}: other nodes would not trust it: {reason}");
        if (options.ChecksHostname && !certificate.MatchesHostname(hostname))
        {
            throw new NodeStartException(
                $"{ClusterFlags.TlsCertificate.Flag} {options.Certificate}: it is not for {ClusterFlags.Hostname.Flag} {hostname}; give one that is, or {ClusterFlags.TlsCheckHostname.Flag} no to all nodes");
        }

        return new SslOptions
        {
            X509Certificate = certificate,
            RequireMutualAuthentication = true,
            ValidateCertificateHostname = options.ChecksHostname,
            SuppressValidation = false,
            CustomValidator = (peer, chain, name, errors, log) => IsAccepted(peer, chain, name, errors, log, authority, options.ChecksHostname),
        };
    }

    private static bool IsAccepted(
        X509Certificate2? peer, X509Chain? chain, string name, SslPolicyErrors errors, ILoggingAdapter log, X509Certificate2Collection authority, bool checksHostname)
    {
        string? reason = null;
        var isAccepted = peer is not null && IsTrusted(peer, [.. chain?.ChainElements.Select(element => element.Certificate) ?? []], authority, out reason);
        if (isAccepted && checksHostname && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            (isAccepted, reason) = (false, "it is for another host");
        if (!isAccepted)
            log.Warning("A node was kept out ({0}): {1}.", name, peer is null ? "it showed no certificate" : $"certificate '{peer.Subject}': {reason}");
        return isAccepted;
    }

    private static bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection sent, X509Certificate2Collection authority, out string? reason)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        // A private authority seldom publishes what it revokes; its certificates are short-lived instead.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        var isTrusted = chain.Build(certificate);
        reason = isTrusted ? null : string.Join(", ", chain.ChainStatus.Select(status => status.StatusInformation.TrimEnd('.', '\n', ' ')).Distinct());
        return isTrusted;
    }
}
