using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AkkaApiBench.Cli.Display;

/// <summary>A run as one bar for each target under each test. What does not fit the height is summed up in a line.</summary>
internal static class ProgressTable
{
    private const int AmountWidth = 11;
    private const int RateWidth = 9;
    private const int MeanWidth = 10;
    private const int ErrorsWidth = 7;
    private const int Gap = 1;
    private const int ShortestBar = 6;
    private const int LongestBar = 40;

    /// <summary>What is shown of a run on a terminal of this size.</summary>
    public static IRenderable Of(RunView run, int width, int height)
    {
        var tests = (run.Tests ?? []).GroupBy(test => test.Test).Select(group => (Name: group.Key, Targets: group.ToList())).ToList();
        if (tests.Count == 0)
            return new Text(run.Status.Name().Replace('_', ' '));

        var room = Math.Max(3, height - 3);
        var isTight = tests.Sum(test => Rows(test.Targets, isTight: false)) > room;
        var perTest = isTight ? Math.Max(1, room - tests.Count) : int.MaxValue;
        var (target, bar) = Widths(width, tests.SelectMany(test => test.Targets).Max(view => view.Target.Length + 2 + (view.Step is null ? 0 : view.StepName().Length + 1)));
        var grid = new Grid { Expand = false }
            .AddColumn(ColumnOf(target, Justify.Left)).AddColumn(ColumnOf(bar, Justify.Left)).AddColumn(ColumnOf(AmountWidth, Justify.Right))
            .AddColumn(ColumnOf(RateWidth, Justify.Right)).AddColumn(ColumnOf(MeanWidth, Justify.Right)).AddColumn(ColumnOf(ErrorsWidth, Justify.Right));
        grid.AddRow(Cells(Plain(""), Plain(""), Dim("done"), Dim("answered"), Dim("mean"), Dim("errors")));
        foreach (var (name, targets) in tests)
        {
            if (IsExpanded(targets, isTight))
            {
                grid.AddRow(Cells(Plain(name)));
                foreach (var view in targets.Take(perTest))
                    grid.AddRow(RowOf(view, target, bar));
                if (targets.Count > perTest)
                    grid.AddRow(Cells(Dim($"  and {targets.Count - perTest} more")));
            }
            else
            {
                grid.AddRow(SumOf(name, targets, bar));
            }
        }

        return grid;
    }

    private static int Rows(List<TestView> targets, bool isTight) => IsExpanded(targets, isTight) ? targets.Count + 1 : 1;

    private static bool IsExpanded(List<TestView> targets, bool isTight) => isTight
        ? targets.Exists(IsActive) : targets.Exists(view => view.Phase is not TestPhase.Waiting);

    private static bool IsActive(TestView view) => view.Phase is TestPhase.Starting or TestPhase.WarmingUp or TestPhase.Running or TestPhase.Paused;

    private static (int Target, int Bar) Widths(int width, int longestName)
    {
        var left = width - AmountWidth - RateWidth - MeanWidth - ErrorsWidth - (5 * Gap) - 1;
        var target = Math.Clamp(longestName, 12, Math.Max(12, left - ShortestBar));
        return (target, Math.Clamp(left - target, ShortestBar, LongestBar));
    }

    private static IRenderable[] RowOf(TestView view, int target, int bar) => Cells(
        Plain(view.Step is null ? Shorten($"  {view.Target}", target) : $"{Shorten($"  {view.Target}", Math.Max(4, target - view.StepName().Length - 1))} {view.StepName()}"),
        view.Phase switch
        {
            TestPhase.Waiting or TestPhase.Starting => Dim("waiting"),
            TestPhase.WarmingUp => Dim("warm-up"),
            TestPhase.Paused => Dim("paused"),
            _ => Bar(view.Share(), bar, view.Phase is TestPhase.Ended),
        },
        Plain(view.Amount()),
        Plain(view.Rate()),
        Plain(view.Mean()),
        Errors(view.Failed));

    private static IRenderable[] SumOf(string name, List<TestView> targets, int bar)
    {
        if (targets.TrueForAll(view => view.Phase is TestPhase.Waiting))
            return Cells(Plain(name), Dim("waiting"));
        var isEnded = targets.TrueForAll(view => view.Phase is TestPhase.Ended);
        return Cells(Plain(name), Bar(targets.Average(view => view.Share()), bar, isEnded), Plain(Numbers.Whole(targets.Sum(view => view.Done()))),
            Plain(""), Plain(""), Errors(targets.Sum(view => view.Failed)));
    }

    private static Markup Bar(double share, int width, bool isEnded)
    {
        var done = (int)Math.Round((isEnded ? 1 : share) * width);
        return new Markup($"[{(isEnded ? "green" : "blue")}]{new string('━', done)}[/][grey]{new string('─', width - done)}[/]");
    }

    /// <summary>A model's name is told by its end as well as by its beginning.</summary>
    private static string Shorten(string text, int width) =>
        text.Length <= width ? text : $"{text.AsSpan(0, width - (width / 3) - 1)}…{text.AsSpan(text.Length - (width / 3))}";

    private static Text Errors(long errors) => new(Numbers.Whole(errors), errors > 0 ? new Style(Color.Red) : Style.Plain) { Overflow = Overflow.Ellipsis };

    private static Text Plain(string text) => new(text) { Overflow = Overflow.Ellipsis };

    private static Text Dim(string text) => new(text, new Style(Color.Grey)) { Overflow = Overflow.Ellipsis };

    private static IRenderable[] Cells(params IRenderable[] cells) => [.. cells, .. Enumerable.Repeat(Plain(""), 6 - cells.Length)];

    private static GridColumn ColumnOf(int width, Justify alignment) =>
        new() { Width = width, NoWrap = true, Alignment = alignment, Padding = new Padding(0, 0, Gap, 0) };
}
