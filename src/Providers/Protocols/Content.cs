namespace AkkaApiBench.Providers.Protocols;

/// <summary>What generated text an event carries; the greater one counts when it carries both.</summary>
internal enum Content
{
    /// <summary>None: a role, a ping, usage, an end.</summary>
    None,

    /// <summary>Reasoning only.</summary>
    Reasoning,

    /// <summary>Answer text, a refusal's text or the arguments of a tool call.</summary>
    Answer,
}
