using AkkaApiBench.Messages.Measurement;
using Google.Protobuf;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>An <see cref="Aggregate"/> as bytes, as tables keep it: the contract that windows use, which only ever gains fields.</summary>
public static class AggregateFormat
{
    /// <summary>The bytes of an aggregate.</summary>
    public static byte[] Write(Aggregate aggregate) => MeasurementMapping.ToWire(aggregate).ToByteArray();

    /// <summary>The aggregate of bytes that <see cref="Write"/> gave.</summary>
    /// <exception cref="InvalidProtocolBufferException">They are not of an aggregate.</exception>
    public static Aggregate Read(byte[] bytes) => MeasurementMapping.FromWire(Wire.Totals.Parser.ParseFrom(bytes));
}
