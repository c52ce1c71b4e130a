namespace AkkaApiBench.Simulator.Behaviour;

/// <summary>What a request asks for, whatever its protocol.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="InputTokens">The length of the prompt.</param>
internal sealed record ChatRequest(string Model, int InputTokens)
{
    /// <summary>The most tokens the answer may have; null for no limit.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>True for a stream of events, false for one JSON body.</summary>
    public bool Stream { get; init; }

    /// <summary>True when the stream shall end with its usage (OpenAI's completions only; others always tell).</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>True for the continuation of a text, which has neither reasoning nor a cache.</summary>
    public bool IsPlain { get; init; }

    /// <summary>The vectors asked for in the place of generated text; null for text.</summary>
    public EmbeddingRequest? Embedding { get; init; }
}

/// <summary>What vectors a request asks for.</summary>
/// <param name="Inputs">How many texts there are, each of which gets one.</param>
/// <param name="Dimensions">How many numbers a vector has.</param>
/// <param name="IsBase64">True for the numbers' bytes in base64, false for a list of numbers.</param>
internal sealed record EmbeddingRequest(int Inputs, int Dimensions, bool IsBase64);
