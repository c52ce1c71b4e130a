using Akka.Actor;
using Akka.Streams;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Worker;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Node.Tests.Worker.Streams;

/// <summary>Runs slices through the real load stream, against a server of the test's own and a journal in memory.</summary>
internal sealed class LoadBench : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(20);
    private static readonly SliceId Slice = new(new RunId("20261124-170201-abcdef"), 0, 0, 0);

    private readonly ActorSystem _system = ActorSystem.Create("load", $"akka.loglevel = WARNING\n{LoadStream.PacingDispatcher} {{ type = PinnedDispatcher }}");
    private readonly IActorRef _journal;
    private readonly Target _target;

    public LoadBench(Uri url)
    {
        _journal = _system.ActorOf(Props.Create(() => new MemoryJournal()));
        _target = new Target { Provider = "openai-compatible", Model = "m", BaseUrl = url, HasOwnBaseUrl = true };
    }

    /// <summary>Runs one epoch of the load to its end, or until it is abandoned.</summary>
    public async Task RunAsync(
        Load load, int epoch = 1, Workload? workload = null, TimeSpan warmup = default, Func<StartSlice, StartSlice>? with = null,
        CancellationToken abandon = default)
    {
        using var materializer = ActorMaterializer.Create(_system);
        var slice = new StartSlice
        {
            Slice = Slice,
            Epoch = epoch,
            Target = _target,
            Type = TestType.Throughput,
            Load = load,
            Workload = workload ?? new Workload { Stream = false },
            Warmup = warmup,
        };
        slice = with?.Invoke(slice) ?? slice;
        var services = new WorkerServices(new KeyResolver(), null, TimeProvider.System);
        var end = await new SliceExecution(slice, _journal, services, new SliceMeter(), Permits.Unlimited())
            .RunAsync(materializer, abandon, CancellationToken.None, CancellationToken.None, abandon);
        end.ShouldBe(SliceEnd.Made);
    }

    /// <summary>What the journal has of all epochs.</summary>
    public async Task<TestMeasurement> TotalsAsync() =>
        (await _journal.Ask<TestTotals>(new GetTestTotals(_target.Id, Slice.Run, Slice.Test), AnswerTime)).Measurement;

    public async ValueTask DisposeAsync() => await _system.Terminate();
}
