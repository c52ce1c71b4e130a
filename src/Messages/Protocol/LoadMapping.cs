using System.Runtime.Serialization;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Plans.Traces;
using Google.Protobuf;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Loads, as on the wire.</summary>
internal static class LoadMapping
{
    public static Wire.Load ToWire(Load load) => load switch
    {
        IterationsLoad iterations => new Wire.Load
        {
            Iterations = new() { Requests = iterations.Requests, Concurrency = iterations.Concurrency },
        },
        ConcurrencyLoad concurrency => new Wire.Load
        {
            Concurrency = new() { InFlight = concurrency.Concurrency, DurationTicks = concurrency.Duration.Ticks },
        },
        ConstantRateLoad rate => new Wire.Load
        {
            ConstantRate = new() { Rate = rate.Rate, DurationTicks = rate.Duration.Ticks, MaxInFlight = rate.MaxInFlight, Phase = rate.Phase },
        },
        PoissonLoad poisson => new Wire.Load
        {
            Poisson = new()
            {
                Rate = poisson.Rate,
                DurationTicks = poisson.Duration.Ticks,
                MaxInFlight = poisson.MaxInFlight,
                Seed = poisson.Seed,
                Part = poisson.Part,
                Parts = poisson.Parts,
                BeginTicks = poisson.Begin.Ticks,
            },
        },
        RampLoad ramp => new Wire.Load { Ramp = ToWire(ramp) },
        TraceLoad trace => new Wire.Load
        {
            Trace = new()
            {
                PackedRequests = UnsafeByteOperations.UnsafeWrap(TracePacking.Pack(trace.Requests)),
                Speedup = trace.Speedup,
                MaxInFlight = trace.MaxInFlight,
            },
        },
        ProbeLoad probe => new Wire.Load
        {
            Probe = new()
            {
                MaxRequests = probe.MaxRequests,
                DurationTicks = probe.Duration.Ticks,
                MaxPromptTokens = probe.MaxPromptTokens,
                MaxPerMinute = probe.MaxPerMinute,
                MaxInFlight = probe.MaxInFlight,
            },
        },
        _ => throw new SerializationException($"The load {load.GetType().Name} has no contract."),
    };

    public static Load FromWire(Wire.Load wire) => wire.ModelCase switch
    {
        Wire.Load.ModelOneofCase.Iterations => new IterationsLoad(wire.Iterations.Requests, wire.Iterations.Concurrency),
        Wire.Load.ModelOneofCase.Concurrency => new ConcurrencyLoad(wire.Concurrency.InFlight, new TimeSpan(wire.Concurrency.DurationTicks)),
        Wire.Load.ModelOneofCase.ConstantRate => new ConstantRateLoad(
            wire.ConstantRate.Rate, new TimeSpan(wire.ConstantRate.DurationTicks), wire.ConstantRate.MaxInFlight, wire.ConstantRate.Phase),
        Wire.Load.ModelOneofCase.Poisson => new PoissonLoad(
            wire.Poisson.Rate, new TimeSpan(wire.Poisson.DurationTicks), wire.Poisson.MaxInFlight, wire.Poisson.Seed, wire.Poisson.Part, wire.Poisson.Parts,
            new TimeSpan(wire.Poisson.BeginTicks)),
        Wire.Load.ModelOneofCase.Ramp => new RampLoad(
            wire.Ramp.StartRate,
            [.. wire.Ramp.Stages.Select(stage => new RampStage(stage.Rate, new TimeSpan(stage.DurationTicks)))],
            wire.Ramp.MaxInFlight,
            wire.Ramp.Phase),
        Wire.Load.ModelOneofCase.Trace => new TraceLoad(
            TracePacking.Unpack(wire.Trace.PackedRequests.ToByteArray()), wire.Trace.Speedup, wire.Trace.MaxInFlight),
        Wire.Load.ModelOneofCase.Probe => new ProbeLoad(wire.Probe.MaxRequests, new TimeSpan(wire.Probe.DurationTicks))
        {
            MaxPromptTokens = wire.Probe.MaxPromptTokens,
            MaxPerMinute = wire.Probe.MaxPerMinute,
            MaxInFlight = wire.Probe.MaxInFlight,
        },
        _ => throw new SerializationException("The load model is not known; a newer version wrote it."),
    };

    private static Wire.Load.Types.Ramp ToWire(RampLoad ramp)
    {
        var wire = new Wire.Load.Types.Ramp { StartRate = ramp.StartRate, MaxInFlight = ramp.MaxInFlight, Phase = ramp.Phase };
        wire.Stages.AddRange(ramp.Stages.Select(stage => new Wire.Load.Types.RampStage { Rate = stage.Rate, DurationTicks = stage.Duration.Ticks }));
        return wire;
    }
}
