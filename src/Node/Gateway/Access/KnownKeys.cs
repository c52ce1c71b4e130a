using System.Collections.Concurrent;
using Akka.Actor;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Coordinator.Access;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>
/// The keys that this gateway has seen. What the register says holds for two seconds, so a revoked key is refused by every gateway
/// within that time; while the register does not answer, as when it moves to another node, it holds for a minute.
/// </summary>
internal sealed class KnownKeys(AccessGateway register, AccessOptions options, TimeProvider time)
{
    private const int MostKnown = 10_000;
    private static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan HoldsWithoutRegisterFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PatienceForKnown = TimeSpan.FromSeconds(2);
    private static readonly Caller Operator = new("admin-key", TenantId.Default, Role.Admin) { Name = "the node's operator" };

    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Who shows a key; else why it is refused.</summary>
    public async Task<(Caller? Caller, string? Refusal)> FindAsync(string text, CancellationToken cancellation)
    {
        if (options.AdminKeyHash is { } hash && KeySecret.IsOf(text, hash))
            return (Operator, null);
        if (KeySecret.Parse(text) is not { } secret || await KeyAsync(secret.Id, cancellation) is not { } key || !KeySecret.IsOf(text, key.Hash))
            return (null, "The key is not known. It may have been revoked, or be of another cluster.");
        return key.IsExpired(time.GetUtcNow()) ? (null, $"Key {key.Id} has expired. Ask for another one.") : (Caller.Of(key), null);
    }

    /// <summary>True when a caller who was let in would be let in again.</summary>
    public async Task<bool> IsGoodAsync(Caller caller, CancellationToken cancellation)
    {
        if (ReferenceEquals(caller, Caller.Anybody) || ReferenceEquals(caller, Operator))
            return true;
        try
        {
            return await KeyAsync(caller.KeyId, cancellation) is { } key && !key.IsExpired(time.GetUtcNow());
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }

    /// <summary>Forgets a key that was changed here, so that this gateway at least knows at once.</summary>
    public void Forget(string id) => _known.TryRemove(id, out _);

    private async Task<AccessKey?> KeyAsync(string id, CancellationToken cancellation)
    {
        if (_known.TryGetValue(id, out var known) && time.GetElapsedTime(known.AskedAt) < HoldsFor)
            return known.Key;
        var asked = time.GetTimestamp();
        try
        {
            var key = await register.FindAsync(id, known is null ? null : PatienceForKnown, cancellation);
            if (_known.Count >= MostKnown)
                _known.Clear();
            _known[id] = new Known(key, asked, asked);
            return key;
        }
        catch (AskTimeoutException) when (known is not null && time.GetElapsedTime(known.SaidAt) < HoldsWithoutRegisterFor)
        {
            // Not every request is to wait anew. What was revoked here meanwhile stays forgotten.
            _known.TryUpdate(id, known with { AskedAt = time.GetTimestamp() }, known);
            return known.Key;
        }
    }

    private sealed record Known(AccessKey? Key, long SaidAt, long AskedAt);
}
