using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Display;

/// <summary>Shows how a run goes, until disposed of.</summary>
internal interface IRunProgress : IAsyncDisposable
{
    /// <summary>Shows where the run stands.</summary>
    void Show(RunView run);

    /// <summary>Says something without disturbing what is shown.</summary>
    void Say(string line);
}

/// <summary>Figures of a test that is being made.</summary>
internal static class TestViews
{
    /// <summary>Requests that came to an end.</summary>
    public static long Done(this TestView test) => test.Succeeded + test.Failed;

    /// <summary>How much of it is done, 0 to 1.</summary>
    public static double Share(this TestView test) => Math.Clamp(
        test.Planned is > 0 and { } planned ? (double)test.Done() / planned
            : test.DurationS is > 0 and { } seconds ? test.ElapsedS / seconds : 0, 0, 1);

    /// <summary>Which step it is at, in words; empty for a test that is one load.</summary>
    public static string StepName(this TestView test) => test.Step is { } step ? $"step {step}/{test.Steps}" : "";

    /// <summary>How much of it is done, in words.</summary>
    public static string Amount(this TestView test) => test switch
    {
        { Planned: { } planned } => $"{Numbers.Whole(test.Done())}/{Numbers.Whole(planned)}",
        { DurationS: { } seconds } => $"{Numbers.Short(Math.Min(test.ElapsedS, seconds))}/{Numbers.Short(seconds)} s",
        _ => Numbers.Whole(test.Done()),
    };

    /// <summary>Requests answered a second.</summary>
    public static string Rate(this TestView test) => test.ElapsedS > 0 ? $"{Numbers.Short(test.Succeeded / test.ElapsedS)}/s" : Numbers.None;

    /// <summary>Mean latency.</summary>
    public static string Mean(this TestView test) => test.MeanLatencyMs is { } mean ? $"{Numbers.Short(mean)} ms" : Numbers.None;
}
