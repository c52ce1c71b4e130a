namespace AkkaApiBench.Messages.Identifiers;

/// <summary>
/// Names what is measured over all runs: <c>provider/model</c>, and <c>provider/model@host:port</c> when the base URL
/// is not the provider's own. It is the key of a target's series and journal.
/// </summary>
/// <param name="Value">The text of the identifier.</param>
public readonly record struct TargetId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
