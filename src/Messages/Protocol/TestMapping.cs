using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>The tests of a plan, as on the wire.</summary>
internal static class TestMapping
{
    public static Wire.Test ToWire(Test test) => new()
    {
        Name = test.Name,
        Type = (int)test.Type,
        Load = LoadMapping.ToWire(test.Load),
        Step = test.Step is { } step ? new Wire.TestStep { Number = step.Number, Count = step.Count } : null,
        Arm = (int)(test.Arm ?? 0),
        StallThresholdTicks = test.StallThreshold.Ticks,
    };

    public static Test FromWire(Wire.Test wire) => new(wire.Name, (TestType)wire.Type, LoadMapping.FromWire(wire.Load))
    {
        Step = wire.Step is { } step ? new TestStep(step.Number, step.Count) : null,
        Arm = wire.Arm == 0 ? null : (TestArm)wire.Arm,
        StallThreshold = StallThresholdOf(wire.StallThresholdTicks),
    };

    /// <summary>An earlier version wrote none.</summary>
    public static TimeSpan StallThresholdOf(long ticks) => ticks == 0 ? Test.DefaultStallThreshold : new TimeSpan(ticks);
}
