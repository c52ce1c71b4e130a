using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Cli.Sites;

/// <summary>Where a run is made.</summary>
internal interface IBenchSite : IAsyncDisposable
{
    /// <summary>Where its gateway listens.</summary>
    Uri Gateway { get; }

    /// <summary>The key to it; one on the loopback of this machine needs none.</summary>
    ApiKey Key { get; }

    /// <summary>How results call it.</summary>
    string Mode { get; }

    /// <summary>Where <c>RUN_ID.jsonl</c> with the records of every request is written; null when it is on other machines.</summary>
    string? RecordsDirectory { get; }

    /// <summary>What to call a worker, of which a result has the address; null where all is one process.</summary>
    string? NameOf(string worker);
}

/// <summary>A cluster that runs elsewhere.</summary>
internal sealed record RemoteSite(Uri Gateway, ApiKey Key) : IBenchSite
{
    public string Mode => "distributed";

    public string? RecordsDirectory => null;

    public string? NameOf(string worker) => worker;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
