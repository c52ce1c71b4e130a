namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>What a process writes to one of its streams, line by line, as far as it came.</summary>
internal sealed class CapturedLines
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _news = NewSignal();
    private bool _hasEnded;

    public CapturedLines(StreamReader reader) => Ended = ReadAsync(reader);

    /// <summary>Done when the stream is closed.</summary>
    public Task Ended { get; }

    public string Text
    {
        get
        {
            lock (_gate)
                return string.Join('\n', _lines);
        }
    }

    /// <summary>The first line of this kind, or null when the stream is closed without.</summary>
    public async Task<string?> FirstAsync(Func<string, bool> isWanted)
    {
        for (var seen = 0; ;)
        {
            Task news;
            lock (_gate)
            {
                for (; seen < _lines.Count; seen++)
                {
                    if (isWanted(_lines[seen]))
                        return _lines[seen];
                }

                if (_hasEnded)
                    return null;
                news = _news.Task;
            }

            await news;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync(StreamReader reader)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync();
            TaskCompletionSource news;
            lock (_gate)
            {
                if (line is null)
                    _hasEnded = true;
                else
                    _lines.Add(line);
                (news, _news) = (_news, NewSignal());
            }

            news.SetResult();
        }
        while (line is not null);
    }
}
