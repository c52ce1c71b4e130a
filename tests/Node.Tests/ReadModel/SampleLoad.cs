using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using CsCheck;

namespace AkkaApiBench.Node.Tests.ReadModel;

/// <summary>Windows as workers make them, some minutes of them.</summary>
internal static class SampleLoad
{
    public static readonly TargetId Target = new("openai/gpt-4o-mini");
    public static readonly TargetId Other = new("groq/llama");
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 17, 58, 0, TimeSpan.Zero);

    private static readonly SliceId Slice = new(new RunId("20261124-175800-abcdef"), 0, 0, 0);

    /// <summary>Windows of two targets, at any time of some minutes on both sides of a full hour.</summary>
    public static readonly Gen<Window> AnyWindow =
        from target in Gen.Bool.Select(isOther => isOther ? Other : Target)
        from second in Gen.Double[0, 300]
        from length in Gen.Double[0, 1.5]
        from latencies in Gen.Long[1, 5_000_000].Array[0, 5]
        from errors in Gen.Int[0, 2]
        from isProbe in Gen.Int[0, 9]
        select WindowAt(target, second, length, latencies, errors) with { IsProbe = isProbe == 0 };

    public static WindowRecorded RecordedAt(double second, params long[] latencies) => new(WindowAt(Target, second, 1, latencies, errors: 0));

    public static Window WindowAt(TargetId target, double second, double length, long[] latencies, int errors) => new()
    {
        Slice = Slice,
        Target = target,
        Epoch = 1,
        Sequence = 1,
        StartedAt = Start + TimeSpan.FromSeconds(second),
        Duration = TimeSpan.FromSeconds(length),
        Reserved = 0,
        Measured = new Aggregate
        {
            Succeeded = latencies.Length,
            Errors = errors == 0 ? Aggregate.Empty.Errors : Aggregate.Empty.Errors.Add(ErrorKind.Overloaded, errors).Add(ErrorKind.Cancelled, 1),
            Tokens = new Tokens(10, 0, latencies.Length * 7, 0),
            TokenSource = TokenSource.Usage,
            Cost = Usd.FromDollars(0.001m * latencies.Length),
            Distributions = latencies.Length == 0 ? Aggregate.Empty.Distributions : Aggregate.Empty.Distributions
                .Add(Measure.Latency, Distribution.Of(latencies)).Add(Measure.Dns, Distribution.Of(latencies)),
        },
    };
}
