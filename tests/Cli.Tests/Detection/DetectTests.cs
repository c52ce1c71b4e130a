using System.Globalization;
using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;

namespace AkkaApiBench.Cli.Tests.Detection;

public sealed class DetectTests : IDisposable
{
    private const string Header = "timestamp,value,anomaly_score,is_anomaly,kind,severity,confidence";
    private static readonly DateTime Begin = new(2026, 11, 2, 0, 0, 0, DateTimeKind.Utc);
    private readonly TestWorld _world = new();

    public DetectTests() => _world.Write("latency.csv", Series(2000, i => i is >= 1500 and < 1510 ? 300 : 100 + 10 * Math.Sin(i * i * 0.7)));

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("detect", "FILE")]
    [InlineData("detect nowhere.csv", "FILE: there is no file 'nowhere.csv' (looked at ")]
    [InlineData("detect latency.csv --metric speed", "speed")]
    [InlineData("detect latency.csv --season soon", "--season: 'soon' is not allowed; allowed: a duration such as 500ms, 30s, 5m or 2h, from 1m to a year")]
    [InlineData("detect latency.csv --season 1ms", "--season: '1ms' is not allowed")]
    [InlineData("detect wrong.csv", "wrong.csv line 3, value: 'many' is not allowed; allowed: a number")]
    public async Task What_cannot_be_detected_in_is_wrong_usage(string line, string said)
    {
        _world.Write("wrong.csv", "timestamp,value\n2026-11-02,1\n2026-11-03,many\n");

        (await RunAsync(line)).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        _world.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_row_comes_back_in_order_as_it_was_written_with_a_score()
    {
        (await RunAsync("detect latency.csv --metric latency")).ShouldBe(ExitCode.Done);

        var lines = _world.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe(Header);
        lines.Skip(1).Select(line => string.Join(',', line.Split(',').Take(2))).ShouldBe(_world.Read("latency.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1));
        lines.Skip(1).Select(Score).ShouldAllBe(score => score >= 0 && score <= 1);
        _world.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_goes_wrong_is_told_where_it_is_and_not_before_300_rows()
    {
        await RunAsync("detect latency.csv --metric latency");

        var rows = _world.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        rows.Take(300).Select(Score).ShouldAllBe(score => score == 0);
        Score(rows[1500]).ShouldBe(rows.Max(Score));
        var fields = rows[1505].Split(',');
        (fields[3], fields[4]).ShouldBe(("true", "latency_spike"));
        fields[5].ShouldBeOneOf("MEDIUM", "HIGH", "CRITICAL");
        double.Parse(fields[6], CultureInfo.InvariantCulture).ShouldBeInRange(0.8, 1);
        rows[1000].Split(',').TakeLast(4).ShouldBe(["false", "", "", ""]);
    }

    [Fact]
    public async Task Later_rows_change_no_earlier_score()
    {
        _world.Write("short.csv", Series(5100, i => 100 + 10 * Math.Sin(i * i * 0.7)));
        _world.Write("long.csv", Series(5200, i => i < 5100 ? 100 + 10 * Math.Sin(i * i * 0.7) : 9999));

        await RunAsync("detect short.csv --output short.out");
        await RunAsync("detect long.csv --output long.out");

        _world.Read("long.out").ShouldStartWith(_world.Read("short.out"));
    }

    [Fact]
    public async Task A_file_gets_the_lines_and_the_user_what_happened()
    {
        (await RunAsync("detect latency.csv --metric latency --output anomalies.csv")).ShouldBe(ExitCode.Done);

        _world.Read("anomalies.csv").ShouldStartWith(Header);
        _world.Out.ShouldBeEmpty();
        _world.ErrorLines[0].ShouldStartWith("2000 points, ");
        _world.Error.ShouldContain("2026-11-03 01:00:00 to ");
        _world.Error.ShouldContain("latency_spike, 300 where ");
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_fails_with_its_name()
    {
        (await RunAsync("detect latency.csv --output nowhere/anomalies.csv")).ShouldBe(ExitCode.Failed);

        _world.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("error: --output: 'nowhere/anomalies.csv' cannot be written: ");
    }

    [Fact]
    public async Task The_JSON_has_incidents_and_points()
    {
        (await RunAsync("detect latency.csv --metric latency --season 24h --json")).ShouldBe(ExitCode.Done);

        var root = JsonNode.Parse(_world.Out)!;
        root["schema"]!.GetValue<string>().ShouldBe("apibench.detection/1");
        root["points"]!.AsArray().Count.ShouldBe(2000);
        root["incidents"]!.AsArray().Select(incident => incident!["kind"]!.GetValue<string>()).ShouldContain("latency_spike");
    }

    [Fact]
    public async Task A_missing_value_has_no_score_and_stops_nothing()
    {
        _world.Write("gaps.csv", Series(400, i => i == 300 ? double.NaN : i % 10));

        (await RunAsync("detect gaps.csv")).ShouldBe(ExitCode.Done);

        _world.Out.Split('\n')[301].ShouldEndWith(",NaN,0,false,,,");
    }

    [Fact]
    public async Task Help_has_examples()
    {
        (await RunAsync("detect --help")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("apibench detect latency.csv --metric latency --output anomalies.csv");
    }

    private static double Score(string row) => double.Parse(row.Split(',')[2], CultureInfo.InvariantCulture);

    private static string Series(int count, Func<int, double> value) => "timestamp,value\n" + string.Concat(Enumerable.Range(0, count)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"{Begin.AddMinutes(i):yyyy-MM-dd HH:mm:ss},{value(i):R}\n")));

    private Task<ExitCode> RunAsync(string line) => _world.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
