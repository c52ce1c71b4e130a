using System.Diagnostics;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Node.Worker.Load.Limits;
using AkkaApiBench.Node.Worker.Load.Prompts;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Node.Tests.Worker;

public sealed class WindowStageTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ActorSystem _system = ActorSystem.Create("windows");

    public void Dispose() => _system.Dispose();

    /// <summary>The journal takes nothing before all answers are there: they wait, and no window is larger than a message.</summary>
    [Fact]
    public async Task Windows_fit_a_message_however_much_was_measured_while_the_journal_was_slow()
    {
        const int Answers = 12_000;
        var slice = Slice();
        using var client = LlmClient.Create(slice.Target, slice.Workload, new KeyResolver());
        using var gate = new Gate(slice, Permits.Unlimited());
        var meter = new SliceMeter();
        var dealer = new PromptDealer(PromptDeck.Of(slice, client), 0, isOpenLoop: true);
        using var lanes = new Lanes(slice, client, dealer, gate, meter, isOpenLoop: true, CancellationToken.None, CancellationToken.None);
        var reservation = new Reservation(Answers, 10, 0);
        reservation.Note(Answers);
        using var lane = client.OpenLane();
        var stage = new WindowStage(new WindowRecorder(slice, client, meter, gate), lanes, reservation, null, () => Blank(slice), LoadPhase.Measured, () => false);
        var begin = new TaskCompletionSource();

        var windows = Source.From(Enumerable.Range(1, Answers).Select(i => new Answered(i, lane, default, new Try(1, Record(i), 0, 0), [])))
            .Via(stage)
            .SelectAsync(1, async window =>
            {
                await begin.Task;
                return window;
            })
            .RunWith(Sink.Seq<Window>(), _system.Materializer());
        begin.SetResult();

        var made = await windows.WaitAsync(Patience);
        made.Sum(window => window.Measured.Succeeded).ShouldBe(Answers);
        made.Count.ShouldBeGreaterThan(1);
        made.ShouldAllBe(window => Frame.SizeOf(new TestMeasurement(0, default, default, window.Measured, default)) < Frame.MostBytes);
    }

    /// <summary>Each answer has times of its own, from microseconds to an hour.</summary>
    private static RequestRecord Record(int i)
    {
        var ticks = (long)(Stopwatch.Frequency * 1e-6 * Math.Exp(20.0 * i / 12_000));
        return new RequestRecord
        {
            StartedAt = DateTimeOffset.UnixEpoch,
            Due = 1,
            Sent = 1 + (ticks / 7),
            HeadersRead = 2 + (ticks / 5),
            FirstContent = 3 + (ticks / 3),
            FirstAnswer = 4 + (ticks / 2),
            End = 5 + ticks,
            Tokens = new Tokens(1, 0, 2, 0),
            Status = 200,
        };
    }

    private static StartSlice Slice() => new()
    {
        Slice = new SliceId(new RunId("20261124-170201-abcdef"), 0, 0, 0),
        Epoch = 1,
        Target = new Target { Provider = "openai-compatible", Model = "m", BaseUrl = new Uri("http://127.0.0.1:1/v1"), HasOwnBaseUrl = true },
        Type = TestType.Throughput,
        Load = new IterationsLoad(1, 1),
        Workload = new Workload(),
    };

    private static Window Blank(StartSlice slice) => new()
    {
        Slice = slice.Slice,
        Target = slice.Target.Id,
        Epoch = 1,
        Sequence = 0,
        StartedAt = DateTimeOffset.UnixEpoch,
        Duration = TimeSpan.Zero,
        Reserved = 0,
    };
}
