namespace AkkaApiBench.Engine;

/// <summary>What is measured.</summary>
/// <param name="Connections">Connections, each with one request at a time.</param>
/// <param name="Tokens">Content events of a streamed answer.</param>
/// <param name="EventsPerWrite">How many of them the server writes at once.</param>
/// <param name="CpuSeconds">How much processor time of a client is looked at.</param>
/// <param name="Rounds">How often all clients are measured, one after the other.</param>
internal sealed record Setup(int Connections, int Tokens, int EventsPerWrite, double CpuSeconds, int Rounds)
{
    /// <summary>The longest that a client is looked at, where others use the machine as well.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(CpuSeconds * 6);
}

/// <summary>What is asked for.</summary>
internal enum Answers
{
    /// <summary>One JSON document.</summary>
    Plain,

    /// <summary>Server-sent events.</summary>
    Stream,
}
