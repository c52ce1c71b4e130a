using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Logging;

/// <summary>Keeps the last lines of a process's log, to be looked at from elsewhere.</summary>
public sealed class RecentLines : ILoggerProvider
{
    /// <summary>How many lines are kept.</summary>
    public const int Capacity = 500;

    private readonly Queue<string> _lines = new(Capacity);
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;

    /// <summary>Keeps nothing yet.</summary>
    /// <param name="time">The time that lines bear.</param>
    public RecentLines(TimeProvider time) => _time = time;

    /// <summary>The last lines, by rising time.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<string> Peek(int count)
    {
        lock (_gate)
            return [.. _lines.TakeLast(count)];
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, this);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Add(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == Capacity)
                _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    private sealed class Logger(string category, RecentLines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(LogLine.Format(lines._time.GetUtcNow(), logLevel, category, eventId, formatter(state, exception), exception));
    }
}
