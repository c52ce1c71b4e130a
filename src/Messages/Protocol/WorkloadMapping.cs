using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Plans.Datasets;
using Google.Protobuf;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What requests ask, as on the wire.</summary>
internal static class WorkloadMapping
{
    public static Wire.Workload ToWire(Workload workload)
    {
        var wire = new Wire.Workload
        {
            MaxTokens = workload.MaxTokens,
            Stream = workload.Stream,
            ConnectTimeoutTicks = workload.Timeouts.Connect.Ticks,
            FirstTokenTimeoutTicks = workload.Timeouts.FirstToken.Ticks,
            TotalTimeoutTicks = workload.Timeouts.Total.Ticks,
            FollowsTrace = workload.FollowsTrace,
            Synthetic = workload.Synthetic is { } synthetic ? ToWire(synthetic) : null,
            Turns = workload.Turns is { } turns ? new Wire.Turns { Most = turns.Most, ThinkTime = ToWire(turns.ThinkTime) } : null,
        };
        if (!workload.Conversations.IsEmpty)
            wire.PackedConversations = UnsafeByteOperations.UnsafeWrap(ConversationPacking.Pack(workload.Conversations));
        if (workload.Temperature is { } temperature)
            wire.Temperature = temperature;
        if (workload.Extra is { } extra)
            wire.ExtraJson = extra;
        wire.Messages.AddRange(workload.Messages.Select(message => new Wire.ChatMessage { Role = message.Role, Content = message.Content }));
        return wire;
    }

    public static Workload FromWire(Wire.Workload wire) => new()
    {
        Messages = [.. wire.Messages.Select(message => new Message(message.Role, message.Content))],
        FollowsTrace = wire.FollowsTrace,
        Synthetic = wire.Synthetic is { } synthetic ? FromWire(synthetic) : null,
        Conversations = wire.PackedConversations.IsEmpty ? [] : ConversationPacking.Unpack(wire.PackedConversations.ToByteArray()),
        Turns = wire.Turns is { } turns ? new Turns(turns.Most, FromWire(turns.ThinkTime)) : null,
        MaxTokens = wire.MaxTokens,
        Temperature = wire.HasTemperature ? wire.Temperature : null,
        Extra = wire.HasExtraJson ? wire.ExtraJson : null,
        Stream = wire.Stream,
        Timeouts = new Timeouts
        {
            Connect = new TimeSpan(wire.ConnectTimeoutTicks),
            FirstToken = new TimeSpan(wire.FirstTokenTimeoutTicks),
            Total = new TimeSpan(wire.TotalTimeoutTicks),
        },
    };

    private static Wire.SyntheticPrompts ToWire(SyntheticPrompts synthetic) => new()
    {
        InputTokens = ToWire(synthetic.InputTokens),
        OutputTokens = synthetic.OutputTokens is { } output ? ToWire(output) : null,
        Prompts = synthetic.Prompts,
        Seed = synthetic.Seed,
        SharedPrefix = synthetic.SharedPrefix is { } prefix ? new Wire.SharedPrefix { Share = prefix.Share, Tokens = prefix.Tokens } : null,
    };

    private static SyntheticPrompts FromWire(Wire.SyntheticPrompts wire) =>
        new(FromWire(wire.InputTokens), wire.OutputTokens is { } output ? FromWire(output) : null, wire.Prompts, wire.Seed)
        {
            SharedPrefix = wire.SharedPrefix is { } prefix ? new SharedPrefix(prefix.Share, prefix.Tokens) : null,
        };

    private static Wire.Variation ToWire(Variation variation) => new()
    {
        Shape = (int)variation.Shape,
        Mean = variation.Mean,
        Deviation = variation.Deviation,
        Min = variation.Min,
        Max = variation.Max,
    };

    private static Variation FromWire(Wire.Variation wire) => new((VariationShape)wire.Shape, wire.Mean, wire.Deviation, wire.Min, wire.Max);
}
