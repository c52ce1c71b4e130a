using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Providers;

namespace AkkaApiBench.Node.Worker.Load;

/// <summary>What each try of a slice's requests costs, in money and of a budget.</summary>
internal sealed class Charges(StartSlice slice)
{
    /// <summary>What is known of its cost; zero without a price.</summary>
    public Usd CostOf(RequestRecord record) => slice.Target.Price?.Of(record.Tokens) ?? Usd.Zero;

    /// <summary>What it takes of a budget.</summary>
    public Usage UsageOf(RequestRecord record) =>
        slice.WorstCase is { } worst && MayBeBilledInFull(record) ? worst : new Usage(1, record.Tokens.Total, CostOf(record));

    /// <summary>What it takes of a cap of tokens.</summary>
    public long TokensOf(RequestRecord record) => MayBeBilledInFull(record) ? slice.MostTokens : record.Tokens.Total;

    /// <summary>A try that failed without usage may be billed in full, unless it was refused or never arrived.</summary>
    private static bool MayBeBilledInFull(RequestRecord record) =>
        record is { Error: not null, TokenSource: not TokenSource.Usage, Sent: not 0 } && record.Status is 0 or 200;
}
