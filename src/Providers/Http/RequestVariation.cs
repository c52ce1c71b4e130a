using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Providers.Http;

/// <summary>In what a request differs from those that a client was made for; null is as in those.</summary>
public sealed record RequestVariation
{
    /// <summary>The conversation.</summary>
    public IReadOnlyList<Message>? Messages { get; init; }

    /// <summary>The most tokens of the answer; may be a number that no provider allows.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Whether to have the answer streamed.</summary>
    public bool? Stream { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The key.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>True to cut the body short, so that it is no JSON.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>What to append to the address's path.</summary>
    public string? PathSuffix { get; init; }

    /// <summary>After how many events with content to give the answer up and close the connection.</summary>
    public int? GivesUpAfterEvents { get; init; }

    /// <summary>True to keep the answer's text in <see cref="RequestRecord.Text"/>.</summary>
    public bool KeepsText { get; init; }

    /// <summary>True to read rate limits from every response, not from errors only.</summary>
    public bool ReadsRateLimits { get; init; }
}
