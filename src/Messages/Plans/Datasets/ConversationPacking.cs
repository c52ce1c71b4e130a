using System.Collections.Immutable;
using System.IO.Compression;

namespace AkkaApiBench.Messages.Plans.Datasets;

/// <summary>What is allowed of the conversations of a plan, and how they are packed for messages.</summary>
internal static class ConversationPacking
{
    /// <summary>The most conversations in a plan.</summary>
    public const int Most = 10_000;

    /// <summary>The most characters of all turns: what compresses well is still held in memory, each turn with what was said before it.</summary>
    public const long MaxTextLength = 64 * 1024 * 1024;

    private static readonly string[] Roles = ["system", "user", "assistant"];

    public static byte[] Pack(ImmutableArray<Conversation> conversations)
    {
        using var packed = new MemoryStream();
        using (var compressed = new BrotliStream(packed, CompressionLevel.SmallestSize))
        using (var writer = new BinaryWriter(compressed))
        {
            writer.Write7BitEncodedInt(conversations.Length);
            foreach (var conversation in conversations)
            {
                writer.Write7BitEncodedInt(conversation.Messages.Length);
                foreach (var message in conversation.Messages)
                {
                    var role = Array.IndexOf(Roles, message.Role);
                    writer.Write((byte)(role + 1));
                    if (role < 0)
                        writer.Write(message.Role);
                    writer.Write(message.Content);
                }
            }
        }

        return packed.ToArray();
    }

    public static ImmutableArray<Conversation> Unpack(byte[] packed)
    {
        using var reader = new BinaryReader(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress));
        var conversations = ImmutableArray.CreateBuilder<Conversation>(reader.Read7BitEncodedInt());
        while (conversations.Count < conversations.Capacity)
        {
            var messages = ImmutableArray.CreateBuilder<Message>(reader.Read7BitEncodedInt());
            while (messages.Count < messages.Capacity)
            {
                var role = reader.ReadByte();
                messages.Add(new Message(role == 0 ? reader.ReadString() : Roles[role - 1], reader.ReadString()));
            }

            conversations.Add(new Conversation(messages.MoveToImmutable()));
        }

        return conversations.MoveToImmutable();
    }
}
