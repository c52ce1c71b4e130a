using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Providers.Errors;

/// <summary>A connection could not be opened; the phase that failed is the kind.</summary>
internal sealed class ConnectionException(ErrorKind kind, string message, Exception? inner = null) : IOException(message, inner)
{
    public ErrorKind Kind { get; } = kind;
}
