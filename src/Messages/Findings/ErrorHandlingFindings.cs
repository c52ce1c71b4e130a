namespace AkkaApiBench.Messages.Findings;

/// <summary>Whether errors are told as the protocol promises.</summary>
public sealed record ErrorHandlingFindings
{
    /// <summary>The protocol that says what is expected, such as <c>anthropic</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>Cases that passed.</summary>
    public required int Passed { get; init; }

    /// <summary>Cases that deviate.</summary>
    public required int Deviating { get; init; }

    /// <summary>Each case.</summary>
    public required IReadOnlyList<ErrorCase> Cases { get; init; }

    /// <summary>What came of a stream that the client closed midway; null when it was not tried.</summary>
    public StreamCancellation? CancelledStream { get; init; }
}

/// <summary>One provoked error.</summary>
public sealed record ErrorCase
{
    /// <summary>What was wrong with the request, such as <c>bad_key</c>.</summary>
    public required string Case { get; init; }

    /// <summary>What the protocol says, in words.</summary>
    public required string Expected { get; init; }

    /// <summary>What came; null when the request succeeded.</summary>
    public ErrorAnswer? Got { get; init; }

    /// <summary>From sending to the end of the error, in ms; null when nothing was sent.</summary>
    public double? TimeToErrorMs { get; init; }

    /// <summary>Whether the next request could use the same connection; null when there was none.</summary>
    public bool? ConnectionKept { get; init; }

    /// <summary>The verdict.</summary>
    public required CaseVerdict Verdict { get; init; }
}

/// <summary>Whether an error is as expected. The numbers are stored and sent: never reuse one.</summary>
public enum CaseVerdict
{
    /// <summary>As the protocol says.</summary>
    Pass = 1,

    /// <summary>Otherwise.</summary>
    Deviates = 2,

    /// <summary>The protocol or the target has no such error: no key is needed, the prompt is not too long for it.</summary>
    NotApplicable = 3,
}

/// <summary>What came of a stream that the client closed midway.</summary>
public sealed record StreamCancellation
{
    /// <summary>Events with content before the client closed.</summary>
    public required int EventsBefore { get; init; }

    /// <summary>Whether the next request succeeded.</summary>
    public required bool NextSucceeded { get; init; }

    /// <summary>The time to the first token of the next request (its latency without streaming), in ms; null when it failed.</summary>
    public double? NextMs { get; init; }

    /// <summary>The same of a request before, in ms.</summary>
    public double? BaselineMs { get; init; }

    /// <summary>Pass when the next request succeeded.</summary>
    public required CaseVerdict Verdict { get; init; }
}
