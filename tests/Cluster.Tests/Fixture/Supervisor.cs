using System.Diagnostics;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>Keeps a member up: when its process ends, however that is, it is started again with the same arguments.</summary>
internal sealed class Supervisor : IAsyncDisposable
{
    private static readonly TimeSpan PauseBeforeStart = TimeSpan.FromMilliseconds(100);

    private readonly Func<Task<Member>> _start;
    private readonly List<ProcessUnderTest> _ended = [];
    private readonly Task _supervising;
    private TaskCompletionSource _up = NewSignal();
    private bool _isDone;

    private Supervisor(string name, Member member, Func<Task<Member>> start)
    {
        (Name, Member, _start) = (name, member, start);
        _supervising = SuperviseAsync();
    }

    public string Name { get; }

    /// <summary>The member as it was started last.</summary>
    public Member Member { get; private set; }

    /// <summary>How its processes ended.</summary>
    public IReadOnlyList<int> ExitCodes => [.. _ended.Select(process => process.ExitCode)];

    /// <summary>All that its processes wrote, for the message of a test that failed.</summary>
    public string Said => string.Join('\n', _ended.Append(Member.Process).Select(process => $"=== {Name}\n{process.Said}"));

    /// <summary>Starts a member, and supervises it when it is up.</summary>
    public static async Task<Supervisor> StartAsync(string name, Func<Task<Member>> start) => new(name, await start(), start);

    /// <summary>Sends a signal that ends the process, and waits until it is up again.</summary>
    public async Task EndAndRestartAsync(Signal signal)
    {
        var up = _up.Task;
        Member.Process.Send(signal);
        await WaitAsync(up);
    }

    /// <summary>Waits until the process that runs now has ended and another one is up.</summary>
    public Task WhenRestartedAsync() => WaitAsync(_up.Task);

    public async ValueTask DisposeAsync()
    {
        _isDone = true;
        Member.Process.Kill();
        await _supervising.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var process in _ended.Append(Member.Process).Distinct())
            await process.DisposeAsync();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WaitAsync(Task up)
    {
        try
        {
            await (await Task.WhenAny(up, _supervising).WaitAsync(ProcessUnderTest.Patience));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Name} did not come up again.\n{Said}");
        }
    }

    private async Task SuperviseAsync()
    {
        while (!_isDone)
        {
            await Member.Process.EndAsync(Timeout.InfiniteTimeSpan);
            if (_isDone)
                return;
            _ended.Add(Member.Process);
            Member = await StartAgainAsync();
            (var up, _up) = (_up, NewSignal());
            up.SetResult();
        }
    }

    private async Task<Member> StartAgainAsync()
    {
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return await _start();
            }
            catch (InvalidOperationException) when (!_isDone && Stopwatch.GetElapsedTime(begun) < ProcessUnderTest.Patience)
            {
                // It ended before it was up: supervisors try again.
                await Task.Delay(PauseBeforeStart);
            }
        }
    }
}
