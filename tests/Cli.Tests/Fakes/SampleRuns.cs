using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Tests.Fakes;

internal static class SampleRuns
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 17, 2, 1, TimeSpan.Zero);

    public static readonly RunView Accepted = new() { RunId = FakeGateway.RunId, Name = "nightly", Status = RunStatus.Accepted, AcceptedAt = Start };

    public static readonly RunView Running = Accepted with
    {
        Status = RunStatus.Running,
        StartedAt = Start,
        Tests =
        [
            Test("openai/gpt-4o-mini", "latency", TestPhase.Running, planned: 10, succeeded: 3, failed: 1),
            Test("groq/llama-3.3-70b-versatile", "latency", TestPhase.Ended, planned: 10, succeeded: 10),
            Test("openai/gpt-4o-mini", "throughput", TestPhase.Waiting, seconds: 10),
            Test("groq/llama-3.3-70b-versatile", "throughput", TestPhase.Waiting, seconds: 10),
        ],
    };

    public static readonly RunView Ended = Running with
    {
        Status = RunStatus.Completed,
        EndedAt = Start.AddSeconds(12),
        Tests = [.. Running.Tests!.Select(test => test with { Phase = TestPhase.Ended, Succeeded = 10, ElapsedS = 10 })],
    };

    public static TestView Test(
        string target, string test, TestPhase phase, long? planned = null, double? seconds = null, long succeeded = 0, long failed = 0) => new()
        {
            Target = target,
            Test = test,
            Phase = phase,
            Planned = planned,
            DurationS = seconds,
            ElapsedS = succeeded == 0 ? 0 : 2.5,
            Succeeded = succeeded,
            Failed = failed,
            Errors = failed == 0 ? new Dictionary<string, long>() : new Dictionary<string, long> { ["overloaded"] = failed },
            MeanLatencyMs = succeeded == 0 ? null : 412.345,
            Workers = ["akka.tcp://apibench@127.0.0.1:4053"],
        };
}
