namespace AkkaApiBench.Cli.Gateway;

/// <summary>How long a gateway that does not answer is asked again.</summary>
internal sealed record Patience
{
    /// <summary>How often a request is sent at the most.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>How long one answer may take.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The wait before the second try; it doubles each time.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait between two tries.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an event stream may be silent, pings included, before it is taken for dead.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long something is watched without a word from the gateway.</summary>
    public TimeSpan WithoutContact { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The time between two looks at what is not told live.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The wait after a try, from 0.</summary>
    public TimeSpan WaitAfter(int attempt) =>
        TimeSpan.FromTicks((long)Math.Min(LongestWait.Ticks, FirstWait.Ticks * Math.Pow(2, attempt)));
}
