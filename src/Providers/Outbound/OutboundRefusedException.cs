namespace AkkaApiBench.Providers.Outbound;

/// <summary>An address is not allowed by the <see cref="OutboundAddressPolicy"/>.</summary>
/// <param name="host">The host.</param>
/// <param name="reason">What its address is. The address itself is not told: it may be a secret of the network.</param>
public sealed class OutboundRefusedException(string host, string reason) : Exception($"{host} is {reason}, which this node does not ask unless --allow-outbound names it");
