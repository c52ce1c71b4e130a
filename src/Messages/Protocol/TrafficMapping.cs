using System.Collections.Immutable;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What happened around requests, as on the wire.</summary>
internal static class TrafficMapping
{
    public static Wire.Traffic? ToWire(Traffic traffic)
    {
        // Most windows have none.
        if (traffic == Traffic.None)
            return null;

        var wire = new Wire.Traffic
        {
            Held = traffic.Held,
            HeldTicks = traffic.HeldTime.Ticks,
            BreakerOpened = traffic.BreakerOpened,
            BreakerOpenTicks = traffic.BreakerOpenTime.Ticks,
        };
        MeasurementMapping.AddErrors(wire.Retries, traffic.Retries);
        wire.Keys.AddRange(traffic.Keys.Select(key => new Wire.KeyUse { Reference = key.Key, Tries = key.Value.Tries, Rests = key.Value.Rests }));
        return wire;
    }

    public static Traffic FromWire(Wire.Traffic? wire) => wire is null ? Traffic.None : new Traffic
    {
        Retries = MeasurementMapping.ErrorsOf(wire.Retries),
        Keys = wire.Keys.ToImmutableSortedDictionary(key => key.Reference, key => new KeyUse(key.Tries, key.Rests)),
        Held = wire.Held,
        HeldTime = new TimeSpan(wire.HeldTicks),
        BreakerOpened = wire.BreakerOpened,
        BreakerOpenTime = new TimeSpan(wire.BreakerOpenTicks),
    };
}
