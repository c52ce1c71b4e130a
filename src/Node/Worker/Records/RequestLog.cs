using System.Collections.Concurrent;
using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Node.Worker.Records;

/// <summary>
/// Keeps every request that this process measures as a line of JSON, a file a run: <c>{run}.jsonl</c> in a directory.
/// </summary>
/// <param name="directory">The directory; it must exist.</param>
internal sealed class RequestLog(string directory) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<RunId, Lazy<RunFile>> _files = new();

    /// <summary>The file of a run, to which several slices may append.</summary>
    public RunFile Open(RunId run) =>
        _files.GetOrAdd(run, id => new Lazy<RunFile>(() => new RunFile(Path.Combine(directory, $"{id}.jsonl")))).Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files.Values)
            await file.Value.DisposeAsync().ConfigureAwait(false);
    }
}
