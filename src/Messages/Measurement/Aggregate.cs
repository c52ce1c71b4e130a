using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Measurement;

/// <summary>What requests came to: counters, sums and distributions that merge without loss.</summary>
public sealed record Aggregate
{
    /// <summary>Nothing measured.</summary>
    public static readonly Aggregate Empty = new();

    /// <summary>Requests answered completely.</summary>
    public long Succeeded { get; init; }

    /// <summary>Failures by kind; cancelled requests included.</summary>
    public ImmutableSortedDictionary<ErrorKind, long> Errors { get; init; } = ImmutableSortedDictionary<ErrorKind, long>.Empty;

    /// <summary>Successes that met every service level objective.</summary>
    public long Good { get; init; }

    /// <summary>Tokens of successes.</summary>
    public Tokens Tokens { get; init; }

    /// <summary>Where <see cref="Tokens"/> come from.</summary>
    public TokenSource TokenSource { get; init; }

    /// <summary>What the requests cost, failures included where usage was reported; zero without a price.</summary>
    public Usd Cost { get; init; }

    /// <summary>Distributions, in microseconds.</summary>
    public ImmutableSortedDictionary<Measure, Distribution> Distributions { get; init; } = ImmutableSortedDictionary<Measure, Distribution>.Empty;

    /// <summary>The versions of HTTP that answers came in.</summary>
    public HttpVersions Http { get; init; }

    /// <summary>What the client itself used.</summary>
    public ClientUsage Client { get; init; } = ClientUsage.None;

    /// <summary>What happened around the requests.</summary>
    public Traffic Traffic { get; init; } = Traffic.None;

    /// <summary>Requests that failed.</summary>
    public long Failed => Errors.Values.Sum();

    /// <summary>Requests that came to an end.</summary>
    public long Ended => Succeeded + Failed;

    /// <summary>The distribution of a measure; empty when nothing was recorded.</summary>
    public Distribution this[Measure measure] => Distributions.GetValueOrDefault(measure, Distribution.Empty);

    /// <summary>Both together.</summary>
    public Aggregate Merge(Aggregate other) => new()
    {
        Succeeded = Succeeded + other.Succeeded,
        Errors = Errors.MergedWith(other.Errors, (left, right) => left + right),
        Good = Good + other.Good,
        Tokens = Tokens + other.Tokens,
        TokenSource = TokenSource.Combine(other.TokenSource),
        Cost = Cost + other.Cost,
        Distributions = Distributions.MergedWith(other.Distributions, (left, right) => left.Merge(right)),
        Http = Http | other.Http,
        Client = Client.Merge(other.Client),
        Traffic = Traffic.Merge(other.Traffic),
    };
}
