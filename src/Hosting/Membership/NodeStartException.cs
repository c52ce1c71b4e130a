namespace AkkaApiBench.Hosting.Membership;

/// <summary>A node that cannot start, for a reason that an operator can mend; the message is one line for them.</summary>
/// <param name="message">What is wrong, naming the setting and its value.</param>
/// <param name="cause">What was met; null when the setting itself is wrong.</param>
public sealed class NodeStartException(string message, Exception? cause = null) : Exception(message, cause);
