using AkkaApiBench.Cluster.Tests.Fixture;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>Made when all other tests are over: collections that are not parallel come last, and this is the only one.</summary>
[Collection(AfterAllOthers)]
public sealed class LeftBehindTests
{
    public const string AfterAllOthers = "after all others";

    [Fact]
    public async Task After_all_tests_no_process_and_no_file_is_left()
    {
        using var limit = new CancellationTokenSource(ProcessUnderTest.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        // What was told to end takes a moment.
        while (Surroundings.Processes.Count > 0 && !limit.IsCancellationRequested)
            await timer.WaitForNextTickAsync(CancellationToken.None);

        Surroundings.Processes.ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Surroundings.Folder).ShouldBeEmpty();
    }
}

/// <summary>See <see cref="LeftBehindTests"/>.</summary>
[CollectionDefinition(LeftBehindTests.AfterAllOthers, DisableParallelization = true)]
public sealed class AfterAllOthersDefinition;
