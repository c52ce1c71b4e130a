namespace AkkaApiBench.Cli.Tests.Fakes;

/// <summary>Keeps what is written, and tells when something was.</summary>
internal sealed class HeardWriter : StringWriter
{
    private readonly Lock _lock = new();
    private readonly List<(string Text, TaskCompletionSource Heard)> _awaited = [];

    /// <summary>Done when the text was written.</summary>
    public Task Heard(string text)
    {
        lock (_lock)
        {
            var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((text, awaited));
            Tell();
            return awaited.Task;
        }
    }

    public override void Write(char value)
    {
        lock (_lock)
        {
            base.Write(value);
            Tell();
        }
    }

    public override void Write(char[] buffer, int index, int count)
    {
        lock (_lock)
        {
            base.Write(buffer, index, count);
            Tell();
        }
    }

    public override void Write(string? value)
    {
        lock (_lock)
        {
            base.Write(value);
            Tell();
        }
    }

    public override string ToString()
    {
        lock (_lock)
            return base.ToString();
    }

    private void Tell()
    {
        if (_awaited.Count == 0)
            return;
        var written = base.ToString();
        foreach (var (_, heard) in _awaited.Where(one => written.Contains(one.Text, StringComparison.Ordinal)))
            heard.TrySetResult();
    }
}
