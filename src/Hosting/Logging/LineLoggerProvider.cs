using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using AkkaApiBench.Hosting.Membership;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Logging;

/// <summary>
/// Writes a line an event, in the background: logging never waits for a terminal or a disk. When more than
/// <see cref="Capacity"/> lines wait, further ones are dropped, and their number is written instead.
/// </summary>
internal sealed class LineLoggerProvider : ILoggerProvider
{
    public const int Capacity = 8192;

    private readonly ConcurrentDictionary<string, LineLogger> _loggers = new();
    private readonly Lock _writing = new();
    private readonly Channel<string> _lines;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly bool _ownsOutput;
    private long _dropped;

    public LineLoggerProvider(TextWriter output, TimeProvider? time = null, bool ownsOutput = false)
    {
        (_output, _time, _ownsOutput) = (output, time ?? TimeProvider.System, ownsOutput);
        _lines = Channel.CreateBounded<string>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite }, _ => Interlocked.Increment(ref _dropped));
        _ = WriteInBackgroundAsync();
    }

    /// <exception cref="NodeStartException">The file cannot be written.</exception>
    public static LineLoggerProvider ToFile(string path)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return new LineLoggerProvider(new StreamWriter(stream), ownsOutput: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeStartException($"{ClusterFlags.LogFile.Flag} {path}: cannot be written: {e.Message}", e);
        }
    }

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new LineLogger(name, _time, _lines.Writer));

    public void Dispose()
    {
        if (!_lines.Writer.TryComplete())
            return;
        WriteWaiting();
        try
        {
            if (_ownsOutput)
                _output.Dispose();
        }
        catch (IOException)
        {
            // Nowhere to tell it.
        }
    }

    private async Task WriteInBackgroundAsync()
    {
        while (await _lines.Reader.WaitToReadAsync().ConfigureAwait(false))
            WriteWaiting();
    }

    private void WriteWaiting()
    {
        lock (_writing)
        {
            while (_lines.Reader.TryRead(out var line))
                Write(line);
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
                Write(string.Create(CultureInfo.InvariantCulture, $"({dropped} lines dropped)"));
        }
    }

    // A full disk or a closed terminal must not end the process that logs.
    private void Write(string line)
    {
        try
        {
            _output.WriteLine(line);
            _output.Flush();
        }
        catch (IOException)
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private sealed class LineLogger(string category, TimeProvider time, ChannelWriter<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.TryWrite(LogLine.Format(time.GetUtcNow(), logLevel, category, eventId, formatter(state, exception), exception));
    }
}
