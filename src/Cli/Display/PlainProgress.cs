using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Display;

/// <summary>Progress as lines, for pipes and logs: one when a test of a target begins or ends, and one every ten seconds between.</summary>
internal sealed class PlainProgress : IRunProgress
{
    private static readonly TimeSpan Distance = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Test, string Target), (TestPhase Phase, int? Step)> _phases = [];
    private readonly TextWriter _writer;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private RunView? _run;

    public PlainProgress(TextWriter writer, TimeProvider time)
    {
        (_writer, _time, _start) = (writer, time, time.GetTimestamp());
        _timer = time.CreateTimer(_ => Repeat(), null, Distance, Distance);
    }

    public void Show(RunView run)
    {
        lock (_lock)
        {
            _run = run;
            foreach (var test in run.Tests ?? [])
            {
                var before = _phases.GetValueOrDefault((test.Test, test.Target), (TestPhase.Waiting, test.Step));
                _phases[(test.Test, test.Target)] = (test.Phase, test.Step);
                if ((test.Phase, test.Step) != before && test.Phase is not (TestPhase.Waiting or TestPhase.Starting))
                    Write(test);
            }
        }
    }

    public void Say(string line)
    {
        lock (_lock)
            _writer.WriteLine(line);
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Repeat()
    {
        lock (_lock)
        {
            var active = (_run?.Tests ?? []).Where(test => test.Phase is TestPhase.WarmingUp or TestPhase.Running).ToList();
            foreach (var test in active)
                Write(test);
            if (active.Count == 0)
                _writer.WriteLine($"{Now} {_run?.Status.Name().Replace('_', ' ') ?? "waiting for the gateway"}");
        }
    }

    private string Now => Numbers.Clock(_time.GetElapsedTime(_start));

    private void Write(TestView test)
    {
        var figures = $"{test.Amount()}, {test.Rate()}, mean {test.Mean()}, errors {Numbers.Whole(test.Failed)}";
        var step = test.Step is null ? "" : $" ({test.StepName()})";
        _writer.WriteLine($"{Now} {test.Test}{step} {test.Target}: " + test.Phase switch
        {
            TestPhase.WarmingUp => "warming up",
            TestPhase.Running => figures,
            TestPhase.Paused => $"paused, {figures}",
            _ => $"ended, {figures}{(test.Reason is null ? "" : $" ({test.Reason})")}",
        });
    }
}
