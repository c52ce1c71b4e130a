using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Tests.Display;

public class ProgressTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public void Every_target_under_way_has_its_bar_and_figures_within_the_width(int width)
    {
        var lines = Render(SampleRuns.Running, width, 40);

        lines.ShouldAllBe(line => line.TrimEnd().Length <= width);
        lines[1].Trim().ShouldBe("latency");
        lines[2].ShouldStartWith("  openai/gpt-4o-mini ");
        lines[2].ShouldContain("━");
        lines[2].ShouldContain("─");
        lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..].ShouldBe(["4/10", "1.20/s", "412", "ms", "1"]);
        lines[3].ShouldContain("━");
        lines[3].ShouldNotContain("─");
        lines[4].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["throughput", "waiting"]);
        lines.Length.ShouldBe(5);
    }

    [Fact]
    public void A_long_name_is_shortened_before_figures_are()
    {
        var run = SampleRuns.Running with { Tests = [SampleRuns.Test(new string('x', 120), "latency", TestPhase.Running, planned: 10, succeeded: 3)] };

        var line = Render(run, 80, 24)[2];

        line.ShouldContain("…");
        line.ShouldContain("3/10");
        line.ShouldContain("412 ms");
    }

    [Fact]
    public void A_test_that_time_ends_shows_its_time() =>
        SampleRuns.Test("a/b", "throughput", TestPhase.Running, seconds: 10, succeeded: 3).Amount().ShouldBe("2.50/10.0 s");

    [Theory]
    [InlineData(10)]
    [InlineData(24)]
    public void What_does_not_fit_the_height_is_summed_up(int height)
    {
        var tests = from test in new[] { "latency", "throughput", "reliability", "cost_efficiency" }
                    from target in Enumerable.Range(1, 30)
                    select SampleRuns.Test($"openai/model-{target}", test, test switch { "latency" => TestPhase.Ended, "throughput" => TestPhase.Running, _ => TestPhase.Waiting }, planned: 10, succeeded: 5);

        var lines = Render(SampleRuns.Running with { Tests = [.. tests] }, 80, height);

        lines.Length.ShouldBeLessThan(height);
        lines[1].ShouldStartWith("latency ");
        lines.ShouldContain(line => line.Contains("openai/model-1 ", StringComparison.Ordinal));
        lines.ShouldContain(line => line.TrimStart().StartsWith("and ", StringComparison.Ordinal));
        lines[^1].ShouldStartWith("cost_efficiency");
    }

    [Fact]
    public void Names_are_not_taken_for_markup() =>
        Render(SampleRuns.Running with { Tests = [SampleRuns.Test("a/[red]b[/]", "latency", TestPhase.Running, planned: 1)] }, 80, 24)[2].ShouldContain("a/[red]b[/]");

    [Fact]
    public void Nothing_is_known_of_a_run_before_its_turn() => Render(SampleRuns.Accepted, 80, 24).ShouldBe(["accepted"]);

    [Fact]
    public async Task Plain_progress_has_a_line_for_each_beginning_and_end_and_none_for_what_stays()
    {
        using var writer = new StringWriter();
        await using (var progress = new PlainProgress(writer, new FrozenTime()))
        {
            progress.Show(SampleRuns.Running);
            progress.Show(SampleRuns.Running);
            progress.Show(SampleRuns.Ended);
        }

        Lines(writer).ShouldBe(
        [
            "00:00 latency openai/gpt-4o-mini: 4/10, 1.20/s, mean 412 ms, errors 1",
            "00:00 latency groq/llama-3.3-70b-versatile: ended, 10/10, 4.00/s, mean 412 ms, errors 0",
            "00:00 latency openai/gpt-4o-mini: ended, 11/10, 1.00/s, mean 412 ms, errors 1",
            "00:00 throughput openai/gpt-4o-mini: ended, 10.0/10.0 s, 1.00/s, mean -, errors 0",
            "00:00 throughput groq/llama-3.3-70b-versatile: ended, 10.0/10.0 s, 1.00/s, mean -, errors 0",
        ]);
    }

    [Fact]
    public async Task Plain_progress_repeats_what_is_under_way_every_ten_seconds()
    {
        using var writer = new StringWriter();
        var time = new FrozenTime();
        await using var progress = new PlainProgress(writer, time);

        time.Pass(TimeSpan.FromSeconds(10));
        progress.Show(SampleRuns.Accepted);
        time.Pass(TimeSpan.FromSeconds(10));
        progress.Show(SampleRuns.Running);
        time.Pass(TimeSpan.FromSeconds(100));

        var lines = Lines(writer);
        lines[0].ShouldBe("00:10 waiting for the gateway");
        lines[1].ShouldBe("00:20 accepted");
        lines[^1].ShouldBe("02:00 latency openai/gpt-4o-mini: 4/10, 1.20/s, mean 412 ms, errors 1");
    }

    [Fact]
    public async Task Live_progress_shows_bars_and_remarks_in_place()
    {
        using var writer = new StringWriter();
        await using (var progress = LiveProgress.Start(Consoles.Of(new Terminal(writer, IsTerminal: true, () => (80, 24)), isPlain: false)))
        {
            progress.Show(SampleRuns.Running);
            progress.Say("stopping");
        }

        writer.ToString().ShouldContain("━");
        writer.ToString().ShouldContain("stopping");
        writer.ToString().ShouldContain("\e[?25h");
    }

    private static string[] Render(RunView run, int width, int height)
    {
        using var writer = new StringWriter();
        Consoles.Of(new Terminal(writer, IsTerminal: true, () => (width, height)), isPlain: true).Write(ProgressTable.Of(run, width, height));
        return Lines(writer);
    }

    private static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
