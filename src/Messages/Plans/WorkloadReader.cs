using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans.Datasets;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Reads what requests ask.</summary>
internal sealed class WorkloadReader(List<PlanError> errors)
{
    /// <summary>The most tokens of a prompt or an answer.</summary>
    public const int MaxTokens = 1_000_000;

    private const int MaxTurns = 100;
    private const int UsualPrompts = 1000;

    // A plan travels between nodes as one message, which must fit a frame of 128 KB with traces and targets.
    private const int MaxMessageBytes = 32 * 1024;

    private static readonly string[] Kinds = ["messages", "synthetic", "dataset", "conversations"];
    private static readonly TimeSpan MaxThinkTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromHours(1);
    private static readonly TimeSpan MinTimeout = TimeSpan.FromMilliseconds(1);

    /// <summary>Reads a workload; what nobody said is as in <see cref="Workload"/>.</summary>
    public Workload Read(FieldReader? fields)
    {
        var usual = new Workload();
        if (fields is null)
            return usual;

        RefuseSecondKind(fields);
        var messages = ReadMessages(fields, "messages");
        var maxTokens = (int)(fields.Whole("max_tokens", 1, MaxTokens) ?? usual.MaxTokens);
        var turns = ReadTurns(fields.Object("turns"));
        var prefix = ReadSharedPrefix(fields.Object("shared_prefix"));
        var synthetic = ReadSynthetic(fields.Object("synthetic"), turns?.Most ?? 1, maxTokens);
        if (prefix is not null && !fields.Has("synthetic"))
            fields.Refuse("shared_prefix", "this field beside synthetic only, whose prompts it is the beginning of");
        var read = new Workload
        {
            Messages = messages.Count > 0 ? messages : usual.Messages,
            FollowsTrace = !Kinds.Any(fields.Has),
            Synthetic = synthetic is null ? null : synthetic with { SharedPrefix = prefix },
            Conversations = ReadConversations(fields),
            Turns = turns,
            MaxTokens = maxTokens,
            Temperature = (double?)fields.Number("temperature", 0, 2),
            Extra = ExtraFields.Read(fields, "extra"),
            Stream = fields.Flag("stream") ?? usual.Stream,
            Timeouts = ReadTimeouts(fields.Object("timeouts")),
        };
        fields.RefuseUnknown();
        return read;
    }

    private static void RefuseSecondKind(FieldReader fields)
    {
        foreach (var second in Kinds.Where(fields.Has).Skip(1))
            fields.Refuse(second, $"one of {string.Join(", ", Kinds)}");
    }

    private IReadOnlyList<Message> ReadMessages(FieldReader fields, string name)
    {
        var messages = fields.List(name, 1000, ReadMessage);
        if (messages.Sum(message => (long)Encoding.UTF8.GetByteCount(message.Content)) is var bytes && bytes > MaxMessageBytes)
            errors.Add(new PlanError(fields.PathOf(name), FormattableString.Invariant($"{bytes} bytes of text"), FormattableString.Invariant($"at most {MaxMessageBytes} bytes in all")));
        return messages;
    }

    private Message? ReadMessage(JsonNode? node, string path)
    {
        if (PlanReader.ObjectOf(node, path, "{ role, content }", errors) is not { } fields)
            return null;

        var role = fields.Text("role", "system, user or assistant", text => text is "system" or "user" or "assistant", required: true);
        var content = fields.Text("content", "the text of the message, not empty", text => text.Length > 0, required: true);
        fields.RefuseUnknown();
        return role is null || content is null ? null : new Message(role, content);
    }

    private SyntheticPrompts? ReadSynthetic(FieldReader? fields, int turns, int maxTokens)
    {
        if (fields is null)
            return null;

        var tokens = new VariationReader("tokens", (inner, name, required) => inner.Whole(name, 1, MaxTokens, required), 1, MaxTokens, errors);
        var input = tokens.Read(fields, "input_tokens", required: true);
        var output = tokens.Read(fields, "output_tokens");
        var seed = fields.Whole("seed", 0, long.MaxValue) ?? 0;
        var prompts = fields.Whole("prompts", 1, 100_000);
        fields.RefuseUnknown();
        if (input is null)
            return null;

        var synthetic = new SyntheticPrompts(input, output, 1, seed);
        var most = (long)(SyntheticPrompts.MaxTokensInAll / synthetic.TokensOfConversation(turns, maxTokens));
        if (most == 0 || prompts > most)
        {
            fields.Refuse(most == 0 ? "input_tokens" : "prompts", string.Create(CultureInfo.InvariantCulture,
                $"at most {SyntheticPrompts.MaxTokensInAll} tokens in all prompts of a tester, each turn with those before it; of this length {most} prompts"));
        }

        return synthetic with { Prompts = (int)(prompts ?? Math.Clamp(most, 1, UsualPrompts)) };
    }

    private static SharedPrefix? ReadSharedPrefix(FieldReader? fields)
    {
        if (fields is null)
            return null;

        var share = fields.Number("share", 0, 1);
        var tokens = fields.Whole("tokens", 1, MaxTokens);
        fields.RefuseUnknown();
        if (fields.Has("share") == fields.Has("tokens"))
            fields.Refuse("share", "either share, from 0 to 1, or tokens");
        return new SharedPrefix((double)(share ?? 0), (int)(tokens ?? 0));
    }

    private Turns? ReadTurns(FieldReader? fields)
    {
        if (fields is null)
            return null;

        var thinkTimes = new VariationReader("times", (inner, name, required) =>
            inner.Duration(name, TimeSpan.Zero, MaxThinkTime, required) is { } time ? (long)time.TotalMilliseconds : null, 0, (int)MaxThinkTime.TotalMilliseconds, errors);
        var most = (int)(fields.Whole("max", 1, MaxTurns) ?? MaxTurns);
        var thinkTime = thinkTimes.Read(fields, "think_time");
        fields.RefuseUnknown();
        return new Turns(most, thinkTime ?? Variation.Always(0));
    }

    private ImmutableArray<Conversation> ReadConversations(FieldReader fields)
    {
        fields.Allow("dataset");
        if (fields.Has("dataset"))
        {
            fields.Allow("conversations");
            if (!fields.Has("conversations"))
                fields.Refuse("dataset", "the data set itself in 'conversations'; only the command line reads files, and puts their conversations there");
            return [];
        }

        var conversations = fields.List("conversations", ConversationPacking.Most, ReadConversation);
        if (fields.Node("conversations") is JsonArray { Count: 0 })
            fields.Refuse("conversations", $"a list of 1 to {ConversationPacking.Most}, each a list of messages with one of a user");
        return [.. conversations];
    }

    private Conversation? ReadConversation(JsonNode? node, string path)
    {
        var reading = ConversationReader.Read(node);
        if (reading.Conversation is { } conversation)
            return conversation;
        errors.Add(new PlanError(path + reading.Path, reading.Value, reading.Allowed));
        return null;
    }

    private static Timeouts ReadTimeouts(FieldReader? fields)
    {
        var timeouts = new Timeouts();
        if (fields is null)
            return timeouts;

        var read = new Timeouts
        {
            Connect = fields.Duration("connect", MinTimeout, MaxTimeout) ?? timeouts.Connect,
            FirstToken = fields.Duration("first_token", MinTimeout, MaxTimeout) ?? timeouts.FirstToken,
            Total = fields.Duration("total", MinTimeout, MaxTimeout) ?? timeouts.Total,
        };
        fields.RefuseUnknown();
        return read;
    }
}
