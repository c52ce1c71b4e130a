using AkkaApiBench.Node.Gateway.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AkkaApiBench.Cli.Display;

/// <summary>Progress as bars that move in place.</summary>
internal sealed class LiveProgress : IRunProgress
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IAnsiConsole _console;
    private readonly Lock _lock = new();
    private LiveDisplayContext? _context;
    private Task _shown = Task.CompletedTask;
    private RunView? _run;
    private string? _remark;

    private LiveProgress(IAnsiConsole console) => _console = console;

    public static LiveProgress Start(IAnsiConsole console)
    {
        var progress = new LiveProgress(console);
        progress._shown = console.Live(Text.Empty).Overflow(VerticalOverflow.Crop).StartAsync(context =>
        {
            progress._context = context;
            progress.Refresh();
            return progress._end.Task;
        });
        return progress;
    }

    public void Show(RunView run)
    {
        lock (_lock)
            _run = run;
        Refresh();
    }

    public void Say(string line)
    {
        lock (_lock)
            _remark = line;
        Refresh();
    }

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await _shown;
    }

    private void Refresh()
    {
        lock (_lock)
        {
            IRenderable content = _run is null ? new Text("waiting for the gateway") : ProgressTable.Of(_run, _console.Profile.Width, _console.Profile.Height);
            _context?.UpdateTarget(_remark is null ? content : new Rows(content, new Text(_remark, new Style(Color.Yellow))));
        }
    }
}
