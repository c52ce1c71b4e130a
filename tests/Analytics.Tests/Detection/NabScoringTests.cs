using AkkaApiBench.Benchmarks.Nab;

namespace AkkaApiBench.Analytics.Tests.Detection;

/// <summary>The benchmark's published rules, by cases calculated by hand.</summary>
public sealed class NabScoringTests
{
    private static readonly (int First, int Last)[] Windows = [(40, 49), (70, 79)];

    public static TheoryData<string> Profiles => [.. NabProfile.All.Select(profile => profile.Name)];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void No_detection_is_0_in_every_profile(string profile) => NabScore.At(0.5, [File([])], Profile(profile)).ShouldBe(0);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_first_row_of_each_window_and_no_other_is_100(string profile) => NabScore.Best([File([40, 70])], Profile(profile)).Value.ShouldBe(100, 1e-9);

    [Fact]
    public void A_window_counts_once_at_its_earliest_detection() =>
        NabScore.At(0.5, [File([40, 41, 45, 70, 79])], NabProfile.Standard).ShouldBe(100, 1e-9);

    // The sigmoid 2 / (1 + e^5x) - 1: at x = -0.5 it is 0.848284, at -1 0.986614, so that the middle earns 0.859793.
    [Fact]
    public void The_middle_of_a_window_earns_less_than_its_beginning() =>
        NabScore.GainOf(File([45]), 0.5, NabProfile.Standard).ShouldBe(1 + 0.859793, 1e-5);

    // One row after a window of ten: x = 1/9, weight -0.27085. Far from it -1. Before any window -1.
    [Theory]
    [InlineData(50, -0.27085)]
    [InlineData(20, -1)]
    [InlineData(99, -0.99997)]
    public void A_detection_outside_costs_by_its_distance_after_the_last_window(int row, double weight)
    {
        NabScore.GainOf(File([row]), 0.5, NabProfile.Standard).ShouldBe(0.11 * weight, 1e-5);
        NabScore.GainOf(File([row]), 0.5, NabProfile.All[1]).ShouldBe(0.22 * weight, 1e-5);
    }

    [Fact]
    public void The_first_15_percent_are_not_scored_and_at_most_750_rows()
    {
        NabScore.GainOf(File([0, 5, 14]), 0.5, NabProfile.Standard).ShouldBe(0);
        NabScore.GainOf(File([15]), 0.5, NabProfile.Standard).ShouldBe(-0.11, 1e-12);
        (NabFile.Probation(100), NabFile.Probation(4032), NabFile.Probation(22695)).ShouldBe((15, 604, 750));
    }

    [Fact]
    public void The_threshold_is_one_for_all_files_and_the_best()
    {
        var scores = new double[100];
        (scores[40], scores[70], scores[20], scores[60]) = (0.9, 0.6, 0.7, 0.5);

        var best = NabScore.Best([new NabFile("a", scores, Windows)], NabProfile.Standard);

        best.Threshold.ShouldBe(0.6);
        best.Value.ShouldBe(100 * (4 - 0.11) / 4, 1e-9);
    }

    private static NabProfile Profile(string name) => NabProfile.All.Single(profile => profile.Name == name);

    private static NabFile File(int[] detections)
    {
        var scores = new double[100];
        foreach (var row in detections)
            scores[row] = 1;
        return new NabFile("a", scores, Windows);
    }
}
