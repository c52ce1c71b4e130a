namespace AkkaApiBench.Providers.Errors;

/// <summary>The answer is not what the protocol promises.</summary>
internal sealed class MalformedAnswerException(string message) : Exception(message);
