using System.Globalization;
using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>
/// The last events, for readers that come back. Of a run's progress only the newest is kept, which contains what the others told;
/// of all else the last <paramref name="capacity"/>.
/// </summary>
/// <param name="instance">Tells this history's events from those of others.</param>
/// <param name="capacity">How many are kept.</param>
internal sealed class LiveHistory(string instance, int capacity)
{
    private readonly Queue<LiveEvent> _events = new();
    private readonly Dictionary<RunId, LiveEvent> _progress = [];
    private long _last;
    private long _forgotten;

    /// <summary>The newest progress of the runs that go on.</summary>
    public IEnumerable<LiveEvent> Progress => _progress.Values;

    /// <summary>Takes news in.</summary>
    public LiveEvent Add(LiveNews news)
    {
        var number = ++_last;
        var told = new LiveEvent(news, number, string.Create(CultureInfo.InvariantCulture, $"{instance}-{number}"));
        if (news is LiveNews.RunProgressed { Progress: var progress })
        {
            _progress.Remove(progress.Run);
            if (told.News.Name == "progress")
            {
                _progress[progress.Run] = told;
                return told;
            }
        }

        _events.Enqueue(told);
        if (_events.Count > capacity)
            _forgotten = _events.Dequeue().Number;
        return told;
    }

    /// <summary>A run's newest progress; null when there is none, or it has ended.</summary>
    public LiveEvent? ProgressOf(RunId run) => _progress.GetValueOrDefault(run);

    /// <summary>A run does not go on.</summary>
    public void Forget(RunId run) => _progress.Remove(run);

    /// <summary>What came after an event, in order; null when that is not known any more, or never was.</summary>
    public IReadOnlyList<LiveEvent>? After(string id)
    {
        var prefix = instance + "-";
        if (!id.StartsWith(prefix, StringComparison.Ordinal)
            || !long.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < _forgotten || number > _last)
        {
            return null;
        }

        return [.. _events.Concat(_progress.Values).Where(told => told.Number > number).OrderBy(told => told.Number)];
    }
}
