namespace AkkaApiBench.Messages.Plans;

/// <summary>What each request asks.</summary>
public sealed record Workload
{
    /// <summary>The conversation sent, the last turn being the user's.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [new("user", "Hello, world!")];

    /// <summary>The most tokens that an answer may have.</summary>
    public int MaxTokens { get; init; } = 128;

    /// <summary>Sampling temperature; null leaves the provider's default.</summary>
    public double? Temperature { get; init; }

    /// <summary>True to have the answer streamed.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>The longest waits.</summary>
    public Timeouts Timeouts { get; init; } = new();
}

/// <summary>One turn of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">The text.</param>
public sealed record Message(string Role, string Content);

/// <summary>How long a request may wait before it fails.</summary>
public sealed record Timeouts
{
    /// <summary>For the connection.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From sending to the first content.</summary>
    public TimeSpan FirstToken { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>From sending to the last byte.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(300);
}
