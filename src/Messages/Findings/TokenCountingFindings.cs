namespace AkkaApiBench.Messages.Findings;

/// <summary>Whether the provider counts tokens as the tokenizer does.</summary>
public sealed record TokenCountingFindings
{
    /// <summary>Whether usage agrees with the tokenizer.</summary>
    public required CountingVerdict Verdict { get; init; }

    /// <summary>The tokenizer compared with.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>True when it is the model's own; false for one that stands in for it.</summary>
    public required bool IsModelsOwn { get; init; }

    /// <summary>Tokens that the provider adds to each message; null when it could not be told.</summary>
    public double? OverheadPerMessage { get; init; }

    /// <summary>Tokens that the provider adds to each request; null when it could not be told.</summary>
    public double? OverheadPerRequest { get; init; }

    /// <summary>Texts of each kind.</summary>
    public required IReadOnlyList<CountedKind> Kinds { get; init; }

    /// <summary>Answers: usage against the tokens of their text; null when none had text and usage.</summary>
    public CountedKind? Output { get; init; }
}

/// <summary>The tokens of texts of one kind.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Counted">By the tokenizer.</param>
/// <param name="Reported">By the provider, without what it adds to messages and requests.</param>
/// <param name="RelativeError">(reported − counted) / counted.</param>
public sealed record CountedKind(string Kind, double Counted, double Reported, double RelativeError);

/// <summary>Whether usage agrees. The numbers are stored and sent: never reuse one.</summary>
public enum CountingVerdict
{
    /// <summary>By no more than 1 % and one token, for every kind.</summary>
    Agrees = 1,

    /// <summary>By no more than 5 %, for every kind.</summary>
    Close = 2,

    /// <summary>By more.</summary>
    Deviates = 3,

    /// <summary>The tokenizer is not the model's own, so that differences are to be expected.</summary>
    NotComparable = 4,

    /// <summary>The provider reports no usage.</summary>
    NoUsage = 5,
}
