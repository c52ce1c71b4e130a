using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Plans;

/// <summary>
/// What requests ask: the same <see cref="Messages"/> each time, or made-up prompts (<see cref="Synthetic"/>), or recorded
/// conversations (<see cref="Conversations"/>). Prompts are made and encoded before anything is measured.
/// </summary>
public sealed record Workload
{
    /// <summary>The conversation sent where there is neither <see cref="Synthetic"/> nor <see cref="Conversations"/>, the last turn being the user's.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [new("user", "Hello, world!")];

    /// <summary>True when requests of a recorded trace ask prompts as long as those recorded: where the plan says nothing of what they ask.</summary>
    public bool FollowsTrace { get; init; } = true;

    /// <summary>Prompts that are made up; null for none.</summary>
    public SyntheticPrompts? Synthetic { get; init; }

    /// <summary>Conversations of a data set; empty for none.</summary>
    public ImmutableArray<Conversation> Conversations { get; init; } = [];

    /// <summary>How conversations go on from turn to turn; null when each is one request.</summary>
    public Turns? Turns { get; init; }

    /// <summary>The most tokens that an answer may have, where <see cref="Synthetic"/> or a trace does not say.</summary>
    public int MaxTokens { get; init; } = 128;

    /// <summary>Sampling temperature; null leaves the provider's default.</summary>
    public double? Temperature { get; init; }

    /// <summary>Fields of the request's body beside those of the protocol, a JSON object; null for none.</summary>
    public string? Extra { get; init; }

    /// <summary>True to have the answer streamed.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>The longest waits.</summary>
    public Timeouts Timeouts { get; init; } = new();

    /// <summary>
    /// What part <paramref name="part"/> of <paramref name="parts"/> testers asks: conversations are dealt out as far as there are
    /// enough of them. Synthetic prompts differ from part to part anyhow.
    /// </summary>
    public Workload Share(int part, int parts) => Conversations.Length < parts ? this
        : this with { Conversations = [.. Conversations.Where((_, index) => index % parts == part)] };
}

/// <summary>One turn of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">The text.</param>
public sealed record Message(string Role, string Content);

/// <summary>A recorded conversation.</summary>
/// <param name="Messages">What was said, at least one message of a user among it.</param>
public sealed record Conversation(ImmutableArray<Message> Messages);

/// <summary>How a user goes through a conversation: each turn is sent with all before it, as soon as the one before was answered and thought about.</summary>
/// <param name="Most">The most turns of a conversation.</param>
/// <param name="ThinkTime">From an answer's end to the next turn, in milliseconds.</param>
public sealed record Turns(int Most, Variation ThinkTime);

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
