using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Marks what crosses nodes or is persisted: each such type has a contract in <see cref="ProtocolSerializer"/>.</summary>
public interface IProtocolMessage;

/// <summary>A message that belongs to one run.</summary>
public interface IWithRunId : IProtocolMessage
{
    /// <summary>The run.</summary>
    RunId Run { get; }
}

/// <summary>A message that belongs to one slice, and so goes to one tester.</summary>
public interface IWithSliceId : IProtocolMessage
{
    /// <summary>The slice.</summary>
    SliceId Slice { get; }
}

/// <summary>A message that belongs to one target, and so goes to one journal.</summary>
public interface IWithTargetId : IProtocolMessage
{
    /// <summary>The target.</summary>
    TargetId Target { get; }
}
