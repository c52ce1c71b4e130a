using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Providers.Http;

/// <summary>Why no connection could be opened.</summary>
/// <param name="Kind"><see cref="ErrorKind.Dns"/>, <see cref="ErrorKind.Connect"/>, <see cref="ErrorKind.Tls"/> or <see cref="ErrorKind.TimeoutConnect"/>.</param>
/// <param name="Message">What happened, with host and port.</param>
public sealed record ConnectFailure(ErrorKind Kind, string Message);
