using System.Text.RegularExpressions;
using System.Xml.Linq;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Page;

namespace AkkaApiBench.Cli.Tests.Reports;

public sealed partial class ReportCommandTests : IDisposable
{
    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("report", "RESULT")]
    [InlineData("report nowhere.json", "RESULT: there is no result 'nowhere.json'")]
    [InlineData("report result.json --format pdf", "pdf")]
    [InlineData("report result.json --output no/such/directory.md", "--output: 'no/such/directory.md' cannot be written")]
    public async Task What_cannot_be_written_is_wrong_usage(string line, string said)
    {
        Store(SampleResults.Compared);

        (await RunAsync(line)).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        _world.Error.ShouldNotContain("unexpected");
        _world.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Html_has_the_result_in_it_which_no_name_can_break_out_of()
    {
        const string Name = "</script><script>alert('$&')</script>";
        Store(SampleResults.Compared with { Name = Name });

        var code = await RunAsync("report result.json --format html --output report.html");

        if (!ReportPage.IsThere)
        {
            code.ShouldBe(ExitCode.Usage);
            _world.Error.ShouldContain("--format: 'html' is not there: this apibench was built without npm");
            return;
        }

        code.ShouldBe(ExitCode.Done, _world.Error);
        var page = _world.Read("report.html");
        ResultJson.Read(Data().Match(page).Groups[1].Value).Name.ShouldBe(Name);
        page.ShouldNotContain("alert('$&')</script>");
    }

    [Fact]
    public async Task Junit_has_a_case_for_the_run_and_one_for_each_threshold()
    {
        Store(SampleResults.WithMissedThreshold);

        (await RunAsync("report result.json --format junit --output junit.xml")).ShouldBe(ExitCode.Done, _world.Error);

        var suite = XDocument.Parse(_world.Read("junit.xml")).Root!.Element("testsuite")!;
        ((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!, (int)suite.Attribute("errors")!).ShouldBe((4, 2, 0));
        suite.Elements("testcase").Select(test => (string?)test.Attribute("name"))
            .ShouldBe(["run completes", "latency.p95 < 2s", "success_rate >= 0.99", "goodput > 1"]);
        suite.Elements("testcase").Select(test => (string?)test.Element("failure")?.Attribute("message")).ShouldBe(
        [
            null, null, "success_rate >= 0.99: observed 0.8 (openai/gpt-4o-mini, latency)", "goodput > 1: no test measured goodput",
        ]);
    }

    [Fact]
    public async Task Junit_of_a_run_that_did_not_complete_has_an_error()
    {
        Store(SampleResults.Compared with { Status = RunStatus.Cancelled, Name = "tom & <jerry>\u0001" });

        await RunAsync("report result.json --format junit");

        var suite = XDocument.Parse(_world.Out).Root!.Element("testsuite")!;
        ((int)suite.Attribute("errors")!).ShouldBe(1);
        ((string?)suite.Attribute("name")).ShouldBe("tom & <jerry>\uFFFD");
        ((string?)suite.Element("testcase")!.Element("error")!.Attribute("message")).ShouldBe("the run ended as cancelled");
    }

    [Fact]
    public async Task Csv_has_a_line_for_each_figure_with_its_unit()
    {
        Store(SampleResults.Compared);

        await RunAsync("report result.json --format csv");

        var lines = _world.Out.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("run_id,target,test,figure,value,unit");
        lines.ShouldContain($"{FakeGateway.RunId},{SampleResults.Groq},latency,latency.p50,123.4,ms");
        lines.ShouldContain($"{FakeGateway.RunId},{SampleResults.OpenAi},latency,success_rate,0.8,share");
        lines.ShouldContain($"{FakeGateway.RunId},{SampleResults.OpenAi},latency,requests.planned,12,requests");
        lines.ShouldAllBe(line => line.Split(',').Length == 6);
    }

    [Fact]
    public async Task Markdown_is_what_a_run_writes_as_its_summary()
    {
        Store(SampleResults.Compared);

        await RunAsync("report result.json");

        _world.Out.ShouldStartWith("## apibench: nightly");
        _world.Out.ShouldContain("groq/llama-3.3-70b-versatile");
    }

    private void Store(RunResult result) => _world.Write("result.json", ResultJson.Write(result));

    private Task<ExitCode> RunAsync(string line) => _world.RunAsync(line.Split(' '));

    [GeneratedRegex("<script type=\"application/json\" id=\"result\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Data();
}
