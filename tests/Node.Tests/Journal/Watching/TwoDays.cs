using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaApiBench.Node.Tests.Journal.Watching;

/// <summary>Two days of windows of a minute: answers are slower by day than by night, and for half an hour of the second day twice as slow.</summary>
internal static class TwoDays
{
    public const int Minutes = 2 * 24 * 60;
    public const int StepAt = 36 * 60;
    public const int StepLength = 30;
    public static readonly DateTimeOffset Begin = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    public static readonly TargetId Target = new("openai/gpt-4o-mini@127.0.0.1:8080");

    public static IReadOnlyList<Window> Windows { get; } = Make();

    /// <summary>
    /// The windows from some minutes before the step on, as a target's to come. They begin at the same place of the clock's half hour
    /// whenever that is: with a whole minute, since a window counts in the minute in which it begins, and so that the incident ends
    /// after the step and not in it, which follows from how the detectors divide the time.
    /// </summary>
    public static IReadOnlyList<Window> ToCome(TargetId target, int before, int count)
    {
        const long HalfHour = 30 * TimeSpan.TicksPerMinute;
        var begin = new DateTimeOffset((DateTimeOffset.UtcNow.UtcTicks / HalfHour + 1) * HalfHour, TimeSpan.Zero).AddMinutes(4);
        return
        [
            .. Windows.Skip(StepAt - before).Take(count).Select((window, minute) => window with { Target = target, Sequence = minute, StartedAt = begin.AddMinutes(minute) }),
        ];
    }

    /// <summary>Has a node's journal take windows in.</summary>
    public static async Task FeedAsync(this IServiceProvider node, IEnumerable<Window> windows, CancellationToken cancellation)
    {
        var journals = await node.GetRequiredService<IRequiredActor<MetricJournal>>().GetAsync(cancellation);
        foreach (var window in windows)
            (await journals.Ask<object>(new RecordWindow(window), cancellation)).ShouldBeOfType<WindowAcknowledged>();
    }

    private static Window[] Make()
    {
        var random = new Random(7);
        var windows = new Window[Minutes];
        for (var minute = 0; minute < Minutes; minute++)
        {
            var usual = 400_000 * (1 + 0.3 * Math.Sin(2 * Math.PI * minute / (24 * 60)));
            var level = minute is >= StepAt and < StepAt + StepLength ? 2 * usual : usual;
            windows[minute] = new Window
            {
                Slice = new SliceId(new RunId("20261124-000000-abcdef"), 0, 0, 0),
                Target = Target,
                Epoch = 1,
                Sequence = minute,
                StartedAt = Begin.AddMinutes(minute),
                Duration = TimeSpan.FromMinutes(1),
                Reserved = 1000,
                Measured = new Aggregate
                {
                    Succeeded = 20,
                    Tokens = new Tokens(400, 0, 2000 + random.Next(100), 0),
                    Distributions = Aggregate.Empty.Distributions.Add(
                        Measure.Latency, Distribution.Of(Enumerable.Range(0, 20).Select(_ => (long)(level * (0.8 + 0.4 * random.NextDouble()))))),
                },
            };
        }

        return windows;
    }
}
