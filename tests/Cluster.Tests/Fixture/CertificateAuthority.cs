using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>An authority that makes certificates for nodes, as files.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private readonly TestFolder _folder;
    private readonly X509Certificate2 _root;

    public CertificateAuthority(TestFolder folder, string name)
    {
        _folder = folder;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File = folder.Write($"{name}.pem", _root.ExportCertificatePem());
    }

    /// <summary>Its own certificate.</summary>
    public string File { get; }

    /// <summary>Makes a certificate for a node on this machine, and gives the flags of a node that has it.</summary>
    /// <param name="name">Of the node, and of its files.</param>
    /// <param name="address">The address that it is for.</param>
    public string[] FlagsFor(string name, string address = "127.0.0.1")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
        using var made = request.Create(_root, _root.NotBefore, _root.NotAfter, RandomNumberGenerator.GetBytes(8));
        return
        [
            "--tls-certificate", _folder.Write($"{name}.crt", made.ExportCertificatePem()),
            "--tls-key", _folder.Write($"{name}.key", key.ExportPkcs8PrivateKeyPem()),
            "--tls-ca", File,
        ];
    }

    public void Dispose() => _root.Dispose();
}
