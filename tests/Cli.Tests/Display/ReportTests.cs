using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;
using CsCheck;

namespace AkkaApiBench.Cli.Tests.Display;

public class ReportTests
{
    [Fact]
    public void The_summary_shows_each_ranking_with_interval_draws_and_figures()
    {
        var lines = MarkdownLines(SampleResults.Compared);

        lines.ShouldContain("### latency: by latency p50 (ms), lower is better");
        lines.ShouldContain("| \\# | target | latency p50 (ms) | 95 % interval | latency p95 (ms) | success rate (%) | output tokens/s | TTFT p50 (ms) | cost per 1k requests (USD) |");
        lines.ShouldContain("| 1 | groq/llama-3.3-70b-versatile | 123 | 118 to 130 | 247 | 100 | 98.8 | 30.9 | 0.0431 |");
        lines.ShouldContain("| 2= | openai/gpt-4o-mini | 412 | 398 to 432 | 824 | 80 | 98.8 | 103 | 0.0213 |");
        lines.ShouldContain("| 2= | vllm/own\\|model | 430 | 401 to - | 860 | 100 | 98.8 | 108 | - |");
        lines.ShouldContain("= a draw: the measurement cannot tell the target from the one before or after it.");
    }

    [Fact]
    public void The_summary_names_the_run_the_winner_the_standings_and_the_thresholds()
    {
        var lines = MarkdownLines(SampleResults.WithMissedThreshold);

        lines[0].ShouldBe("## apibench: nightly");
        lines.ShouldContain("run 20261124-170201-k3v9qa · completed · 12.5 s · distributed");
        lines.ShouldContain("**Best over all tests: groq/llama-3.3-70b-versatile**");
        lines.ShouldContain("| 2 | openai/gpt-4o-mini | 5.5 | 2.5 | 3 |");
        lines.ShouldContain("| latency.p95 &lt; 2s | passed | 860 ms | vllm/own\\|model, latency |");
        lines.ShouldContain("| success\\_rate &gt;= 0.99 | FAILED | 80 % | openai/gpt-4o-mini, latency |");
        lines.ShouldContain("| goodput &gt; 1 | FAILED | - | no test measured goodput |");
    }

    [Fact]
    public void The_notes_say_what_figures_do_not() => ResultNotes.Of(SampleResults.Compared).ShouldBe(
    [
        "A note on the run.",
        "The price of vllm/own|model is not known.",
        "openai/gpt-4o-mini, latency: 2 of 12 requests failed: overloaded 2.",
        "openai/gpt-4o-mini, latency: 1 of 12 requests not sent.",
        "openai/gpt-4o-mini, latency: 1 of 12 requests lost with a worker; what became of them is not known.",
        "vllm/own|model, latency: the client was the bottleneck, so the figures do not speak of the target alone. The client used 97 % of its cores.",
    ]);

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "Best over all tests: a")]
    [InlineData(2, "Best over all tests, a draw: a, b")]
    public void The_headline_names_the_winners(int winners, string? headline) =>
        ResultReport.Of(SampleResults.Compared with { Winner = [.. new[] { "a", "b" }.Take(winners)] }).Headline.ShouldBe(headline);

    [Fact]
    public void A_load_that_the_journal_held_is_noted()
    {
        var target = SampleResults.Compared.Targets[0];
        var (name, test) = target.Tests.First();
        var held = test with { ClientHealth = test.ClientHealth with { HeldS = 4.25 } };
        var result = SampleResults.Compared with { Targets = [target with { Tests = new Dictionary<string, TestResult> { [name] = held } }] };

        ResultNotes.Of(result).ShouldContain(
            $"{target.Target}, {name}: the journal's database was away or slow, and kept the load waiting for 4.3 s in all; figures per second include the wait.");
    }

    [Fact]
    public void A_test_shared_by_tag_is_shown_by_tag_with_the_total_below()
    {
        var target = SampleResults.Compared.Targets[0];
        var total = target.Tests["latency"];
        var eu = total with { Requests = new RequestCounts(5, 0, 0, 0), SuccessRate = 1 };
        var us = total with { Requests = new RequestCounts(3, 2, 0, 0), SuccessRate = 0.6, LatencyMs = null };
        var shared = total with { ByTag = new Dictionary<string, TestResult> { ["eu"] = eu, ["us"] = us } };
        var result = SampleResults.Compared with
        {
            Targets = [target with { Tests = new Dictionary<string, TestResult> { ["latency"] = shared } }, .. SampleResults.Compared.Targets.Skip(1)],
        };

        var lines = MarkdownLines(result);

        var title = Array.IndexOf(lines, "### latency: by tag");
        lines[(title + 2)..(title + 7)].ShouldBe(
        [
            "| target | tag | requests | latency p50 (ms) | latency p95 (ms) | TTFT p50 (ms) | requests/s | success rate (%) | output tokens/s |",
            "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
            "| openai/gpt-4o-mini | eu | 5 | 412 | 824 | 103 | - | 100 | 98.8 |",
            "| openai/gpt-4o-mini | us | 3 | - | - | 103 | - | 60 | 98.8 |",
            "| openai/gpt-4o-mini | total | 8 | 412 | 824 | 103 | - | 80 | 98.8 |",
        ]);
    }

    [Fact]
    public void A_result_of_tests_that_are_not_shared_has_no_table_by_tag() =>
        MarkdownLines(SampleResults.Compared).ShouldNotContain(line => line.Contains("by tag", StringComparison.Ordinal));

    [Fact]
    public void A_result_without_comparison_is_shown_without_standings()
    {
        var result = SampleResults.Compared with { Standings = null, Winner = null, RankingDetails = null, Notes = null, Thresholds = [] };

        ResultReport.Of(result).Tables.ShouldBeEmpty();
        ResultReport.Of(result).Headline.ShouldBeNull();
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void The_screen_leaves_out_columns_rather_than_wrap_figures(int width)
    {
        var lines = Screen(SampleResults.Compared, width);

        lines.ShouldAllBe(line => line.TrimEnd().Length <= width);
        lines.ShouldContain(line => line.Contains("groq/llama-3.3-70b-versatile", StringComparison.Ordinal) && line.Contains("123", StringComparison.Ordinal) && line.Contains("247", StringComparison.Ordinal));
        lines.Any(line => line.Contains("0.0431", StringComparison.Ordinal)).ShouldBe(width > 100);
    }

    [Fact]
    public void Each_target_is_compared_with_the_first_of_its_test_and_a_draw_is_said_to_be_one()
    {
        var lines = MarkdownLines(StoredResults.Of(("slow", 300, 0), ("quick", 100, 50), ("same", 101, 0)));

        lines.ShouldContain("### compared: each target with the first of its test");
        lines.ShouldContain("| test | target | latency p50 | success rate | latency p95 |");
        lines.ShouldContain("| latency | openai/quick | first | first | first |");
        lines.ShouldContain("|  | openai/same | no difference shown | 33.11 points better | no difference shown |");
        lines.ShouldContain("|  | openai/slow | 200 % slower | 33.11 points better | 200 % slower |");
    }

    [Fact]
    public void One_target_alone_is_compared_with_nobody() =>
        MarkdownLines(StoredResults.Of(("only", 100, 0))).ShouldNotContain(line => line.StartsWith("### compared", StringComparison.Ordinal));

    [Fact]
    public void A_name_cannot_break_out_of_the_summary()
    {
        var text = MarkdownReport.Write(ResultReport.Of(SampleResults.Compared with { Name = "<img src=x>\n# @everyone `x` *y* [z](http://e.com)" }));

        text.Split('\n')[0].ShouldBe("## apibench: &lt;img src=x&gt; \\# &#64;everyone \\`x\\` \\*y\\* \\[z\\](http://e.com)");
    }

    [Fact]
    public void A_summary_fits_a_comment_however_long_the_result_is()
    {
        var result = SampleResults.Compared with { Notes = [.. Enumerable.Repeat(new string('n', 500), 500)] };

        var text = MarkdownReport.Write(ResultReport.Of(result));

        text.Length.ShouldBeLessThan(65_536);
        text.ShouldEndWith("everything is in result.json._\n");
    }

    [Theory]
    [InlineData("latency.p99_9", "latency p99.9 (ms)")]
    [InlineData("ttft.p50", "TTFT p50 (ms)")]
    [InlineData("success_rate", "success rate (%)")]
    [InlineData("requests_per_second", "requests/s")]
    [InlineData("output_tokens_per_second", "output tokens/s")]
    [InlineData("output_tokens_per_dollar", "output tokens/USD")]
    [InlineData("cost_usd", "cost (USD)")]
    public void A_figure_has_a_label_with_its_unit(string name, string label) => Figure.Find(name)!.Label.ShouldBe(label);

    [Fact]
    public void Every_metric_has_a_figure() => Metric.All.Select(metric => Figure.Find(metric.Name)).ShouldAllBe(figure => figure != null);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.000012345, "0.0000123")]
    [InlineData(0.5, "0.5")]
    [InlineData(1, "1.00")]
    [InlineData(12.345, "12.3")]
    [InlineData(99.96, "100")]
    [InlineData(412.4, "412")]
    [InlineData(1234567, "1,234,567")]
    [InlineData(double.NaN, "-")]
    [InlineData(double.PositiveInfinity, "-")]
    public void Numbers_have_three_digits_and_no_exponent(double value, string text) => Numbers.Short(value).ShouldBe(text);

    [Fact]
    public void A_short_number_is_near_the_number() => Gen.Double[1e-6, 1e9].Sample(value =>
        Math.Abs(double.Parse(Numbers.Short(value), System.Globalization.CultureInfo.InvariantCulture) - value).ShouldBeLessThanOrEqualTo(value * 0.0051));

    [Theory]
    [InlineData(1, "100")]
    [InlineData(0.9995, "99.95")]
    [InlineData(0.5, "50")]
    public void Shares_are_percent(double share, string text) => Numbers.Percent(share).ShouldBe(text);

    private static string[] MarkdownLines(RunResult result) => MarkdownReport.Write(ResultReport.Of(result)).Split('\n');

    private static string[] Screen(RunResult result, int width)
    {
        using var writer = new StringWriter();
        ScreenReport.Show(Consoles.Of(new Terminal(writer, IsTerminal: true, () => (width, 40)), isPlain: true), ResultReport.Of(result));
        return writer.ToString().Split('\n');
    }
}
