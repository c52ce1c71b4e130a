namespace AkkaApiBench.Hosting.Membership;

/// <summary>How nodes prove to each other that they belong together.</summary>
/// <param name="Certificate">This node's certificate: PEM, or PFX with its key.</param>
/// <param name="Key">Its private key in PEM; null when <paramref name="Certificate"/> has it.</param>
/// <param name="Authority">The certificates, in PEM, of those whose word is taken: every node's must come from one of them.</param>
/// <param name="ChecksHostname">True when a node's certificate must be for the name under which it is reached.</param>
public sealed record TlsOptions(string Certificate, string? Key, string Authority, bool ChecksHostname);
