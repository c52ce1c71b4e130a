using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace AkkaApiBench.Node.Coordinator.Access;

/// <summary>
/// A key as its owner has it: <c>apib_ID_SECRET</c>. The secret has 256 random bits, so a plain SHA-256 of the key gives nothing
/// away: what makes passwords need a slow hash is that they can be guessed.
/// </summary>
internal sealed class KeySecret
{
    /// <summary>What every key begins with, so that scanners find those that were published.</summary>
    public const string Mark = "apib_";

    private const string IdLetters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const string SecretLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int IdLength = 10;
    private const int SecretLength = 43;
    private static readonly SearchValues<char> AnyIdLetter = SearchValues.Create(IdLetters);
    private static readonly SearchValues<char> AnySecretLetter = SearchValues.Create(SecretLetters);
    private readonly string _text;

    private KeySecret(string id, string text) => (Id, _text) = (id, text);

    /// <summary>The part that may be shown.</summary>
    public string Id { get; }

    /// <summary>See <see cref="Messages.Access.AccessKey.Hash"/>.</summary>
    public string Hash => HashOf(_text);

    public static KeySecret New()
    {
        var id = RandomNumberGenerator.GetString(IdLetters, IdLength);
        return new KeySecret(id, $"{Mark}{id}_{RandomNumberGenerator.GetString(SecretLetters, SecretLength)}");
    }

    /// <summary>Reads a key; null for what cannot be one.</summary>
    public static KeySecret? Parse(string text) =>
        text.Length == Mark.Length + IdLength + 1 + SecretLength && text.StartsWith(Mark, StringComparison.Ordinal) && text[Mark.Length + IdLength] == '_'
        && IsId(text.Substring(Mark.Length, IdLength)) && text.AsSpan(Mark.Length + IdLength + 1).IndexOfAnyExcept(AnySecretLetter) < 0
            ? new KeySecret(text.Substring(Mark.Length, IdLength), text) : null;

    /// <summary>True for what can be the public part of a key.</summary>
    public static bool IsId(string text) => text.Length == IdLength && text.AsSpan().IndexOfAnyExcept(AnyIdLetter) < 0;

    /// <summary>The SHA-256 of a text, as hexadecimal digits.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>True for a text with this hash; takes as long for one that begins right.</summary>
    public static bool IsOf(string text, string hash) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(text)), Encoding.ASCII.GetBytes(hash));

    /// <summary>The whole key, to be given to its owner once.</summary>
    public string Reveal() => _text;

    /// <summary>A text that hides the secret.</summary>
    public override string ToString() => $"{Mark}{Id}_…";
}
