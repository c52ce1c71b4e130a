using Google.Protobuf;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>How one type is written and read: its name in journals and on the wire never changes.</summary>
/// <param name="Manifest">The name.</param>
/// <param name="Type">The type.</param>
/// <param name="Write">Gives the bytes of a value.</param>
/// <param name="Read">Gives the value of bytes.</param>
internal sealed record Contract(string Manifest, Type Type, Func<object, byte[]> Write, Func<byte[], object> Read)
{
    public static Contract Of<T, TWire>(string manifest, MessageParser<TWire> parser, Func<T, TWire> toWire, Func<TWire, T> fromWire)
        where T : notnull
        where TWire : IMessage<TWire> =>
        new(manifest, typeof(T), value => toWire((T)value).ToByteArray(), bytes => fromWire(parser.ParseFrom(bytes)));
}
