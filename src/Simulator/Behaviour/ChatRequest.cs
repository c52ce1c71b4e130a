namespace AkkaApiBench.Simulator.Behaviour;

/// <summary>What a request asks for, whatever its protocol.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="InputTokens">The length of the prompt.</param>
internal sealed record ChatRequest(string Model, int InputTokens)
{
    /// <summary>The most tokens the answer may have; null for no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>True for server-sent events, false for one JSON body.</summary>
    public bool Stream { get; init; }

    /// <summary>True when the stream shall end with its usage (OpenAI only; Anthropic always tells).</summary>
    public bool IncludeUsage { get; init; }
}
