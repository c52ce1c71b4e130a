using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AkkaApiBench.Hosting.Settings;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>A certificate with its private key, as a setting tells where it is.</summary>
public static class CertificateFile
{
    /// <summary>Reads it.</summary>
    /// <param name="certificate">The setting of the certificate.</param>
    /// <param name="path">A file in PEM, or in PFX without a password.</param>
    /// <param name="key">The setting of the key.</param>
    /// <param name="keyPath">A file in PEM; null when the certificate's file has the key.</param>
    /// <exception cref="NodeStartException">A file cannot be read, is none of what it should be, or there is no key.</exception>
    public static X509Certificate2 Load(Setting certificate, string path, Setting key, string? keyPath)
    {
        var loaded = Read(certificate.Flag, path, () => Load(path, keyPath));
        return loaded.HasPrivateKey ? loaded : throw new NodeStartException($"{certificate.Flag} {path}: has no private key; give {key.Flag}");
    }

    internal static T Read<T>(string flag, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new NodeStartException($"{flag} {path}: cannot be used: {e.Message}", e);
        }
    }

    private static X509Certificate2 Load(string path, string? keyPath)
    {
        if (keyPath is null && X509Certificate2.GetCertContentType(path) is X509ContentType.Pkcs12)
            return X509CertificateLoader.LoadPkcs12FromFile(path, null);
        using var read = X509Certificate2.CreateFromPemFile(path, keyPath);
        // Windows cannot use a key that was never in a store.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
    }
}
