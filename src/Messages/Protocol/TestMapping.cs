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
        Step = ToWire(test.Step),
        Arm = (int)(test.Arm ?? 0),
        StallThresholdTicks = test.StallThreshold.Ticks,
    };

    public static Test FromWire(Wire.Test wire) => new(wire.Name, (TestType)wire.Type, LoadMapping.FromWire(wire.Load))
    {
        Step = FromWire(wire.Step),
        Arm = wire.Arm == 0 ? null : (TestArm)wire.Arm,
        StallThreshold = StallThresholdOf(wire.StallThresholdTicks),
    };

    /// <summary>An earlier version wrote none.</summary>
    public static TimeSpan StallThresholdOf(long ticks) => ticks == 0 ? Test.DefaultStallThreshold : new TimeSpan(ticks);

    public static Wire.TestStep? ToWire(TestStep? step) => step is null ? null : new Wire.TestStep { Number = step.Number, Count = step.Count };

    public static TestStep? FromWire(Wire.TestStep? wire) => wire is null ? null : new TestStep(wire.Number, wire.Count);
}
