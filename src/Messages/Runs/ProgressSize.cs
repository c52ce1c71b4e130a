using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Runs;

/// <summary>Progress that fits a message: of a large run it names fewer workers and says less of reasons.</summary>
public static class ProgressSize
{
    private static readonly (int Workers, int ReasonLength)[] Detail = [(int.MaxValue, int.MaxValue), (10, 100), (1, 100), (0, 0)];

    /// <summary>The progress with as much detail as fits.</summary>
    public static RunProgress Fitting(this RunProgress progress) => Detail
        .Select(most => progress with { Tests = [.. progress.Tests.Select(test => Shorten(test, most.Workers, most.ReasonLength))] })
        .FirstOrDefault(shorter => Frame.SizeOf(shorter) <= Frame.MostBytes, progress with { Tests = [] });

    private static TestProgress Shorten(TestProgress test, int workers, int reasonLength) => test with
    {
        Workers = test.Workers.Length <= workers ? test.Workers : test.Workers[..workers],
        Reason = test.Reason is not { } reason || reason.Length <= reasonLength ? test.Reason
            : reasonLength == 0 ? null : string.Concat(reason.AsSpan(0, reasonLength), "…"),
    };
}
