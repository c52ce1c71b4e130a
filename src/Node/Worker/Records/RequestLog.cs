using System.Collections.Concurrent;
using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Node.Worker.Records;

/// <summary>
/// Keeps every request that this process measures as a line of JSON, a file a run: <c>{run}.jsonl</c> in a directory.
/// </summary>
/// <param name="directory">The directory; it must exist.</param>
internal sealed class RequestLog(string directory) : IDisposable
{
    private readonly ConcurrentDictionary<RunId, RunFile> _files = new();

    /// <summary>The file of a run, to which several slices may append.</summary>
    public RunFile Open(RunId run) => _files.GetOrAdd(run, id => new RunFile(Path.Combine(directory, $"{id}.jsonl")));

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();
    }

    /// <summary>One run's file.</summary>
    internal sealed class RunFile(string path) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly FileStream _stream = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

        /// <summary>Appends whole lines.</summary>
        public void Append(ReadOnlySpan<byte> lines)
        {
            lock (_lock)
                _stream.Write(lines);
        }

        public void Dispose() => _stream.Dispose();
    }
}
