using System.Globalization;
using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;

namespace AkkaApiBench.Cli.Tests;

public sealed class ForecastTests : IDisposable
{
    private const string Header = "step,mean,lo80,hi80,lo95,hi95";
    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("forecast --horizon 3", "FILE")]
    [InlineData("forecast a.csv", "--horizon")]
    [InlineData("forecast a.csv --horizon 0", "--horizon: '0' is not allowed; allowed: a whole number from 1 to 100000")]
    [InlineData("forecast a.csv --horizon soon", "--horizon: 'soon' is not allowed")]
    [InlineData("forecast a.csv --horizon 3 --season 1", "--season: '1' is not allowed; allowed: a whole number from 2 to 100000")]
    [InlineData("forecast a.csv --horizon 3 --seasons=7", "'--seasons' is no flag of forecast")]
    [InlineData("forecast nowhere.csv --horizon 3", "there is no file 'nowhere.csv'")]
    [InlineData("forecast a.csv b.csv --horizon 3", "--output-dir: nothing is not allowed for 2 files; give --output-dir DIR, or --json")]
    [InlineData("forecast a.csv ./a.csv --horizon 3 --output-dir out", "would be the same file in out")]
    [InlineData("forecast a.csv --horizon 3 --output-dir .", "is where 'a.csv' is, which would be replaced")]
    public async Task What_cannot_be_forecast_is_wrong_usage(string line, string said)
    {
        Store("a.csv", 48);
        Store("b.csv", 48);

        (await RunAsync(line)).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        _world.Error.ShouldNotContain("unexpected");
        _world.Out.ShouldBeEmpty();
        Directory.Exists(_world.PathOf("out")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("timestamp,value\n2026-01-01T00:00:00Z,x\n", "bad.csv line 2, value")]
    [InlineData("timestamp,value\nsoon,5\n", "bad.csv line 2, timestamp")]
    [InlineData("timestamp,value\n2026-01-01T00:00:00Z,\n", "bad.csv, value: nothing but gaps is not allowed")]
    [InlineData("timestamp,value\n1,1\n2,1\n3,1\n90000000000,1\n", "bad.csv, timestamp: the series spans")]
    public async Task One_file_that_is_no_series_keeps_all_from_being_written(string content, string said)
    {
        Store("a.csv", 48);
        _world.Write("bad.csv", content);

        (await RunAsync("forecast a.csv bad.csv --horizon 3 --output-dir out")).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        Directory.Exists(_world.PathOf("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task One_series_goes_to_standard_output()
    {
        Store("a.csv", 24 * 10);

        (await RunAsync("forecast a.csv --horizon 12")).ShouldBe(ExitCode.Done);

        var lines = _world.Out.TrimEnd('\n').Split('\n');
        lines[0].ShouldBe(Header);
        lines.Length.ShouldBe(13);
        for (var i = 1; i < lines.Length; i++)
        {
            var fields = lines[i].Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToList();
            fields[0].ShouldBe(i);
            fields[1].ShouldBe(ValueAt(24 * 10 + i - 1), 0.1);
            fields[4].ShouldBeLessThanOrEqualTo(fields[2]);
            fields[2].ShouldBeLessThanOrEqualTo(fields[1]);
            fields[1].ShouldBeLessThanOrEqualTo(fields[3]);
            fields[3].ShouldBeLessThanOrEqualTo(fields[5]);
        }

        _world.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_series_go_to_files_of_the_same_names_in_the_directory()
    {
        Store("a.csv", 48);
        Store("b.csv", 72);

        (await RunAsync("forecast a.csv b.csv --horizon 3 --season 24 --output-dir out/deep")).ShouldBe(ExitCode.Done);

        Directory.GetFiles(_world.PathOf("out", "deep")).Select(Path.GetFileName).ShouldBe(["a.csv", "b.csv"], ignoreOrder: true);
        _world.Read("out", "deep", "a.csv").ShouldStartWith(Header);
        _world.Out.ShouldBeEmpty();
        _world.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("2 forecasts in ");
    }

    [Fact]
    public async Task Json_tells_the_seasons_and_the_methods_as_well()
    {
        Store("a.csv", 24 * 10);

        (await RunAsync("forecast a.csv --horizon 2 --json")).ShouldBe(ExitCode.Done);

        var json = JsonNode.Parse(_world.Out)!;
        ((string)json["schema"]!).ShouldBe("apibench.forecast/1");
        var forecast = json["forecasts"]![0]!;
        ((string)forecast["file"]!).ShouldBe("a.csv");
        ((double)forecast["spacing_s"]!).ShouldBe(3600);
        ((int)forecast["seasons"]![0]!).ShouldBe(24);
        ((double)forecast["methods"]![0]!["weight"]!).ShouldBeGreaterThan(0);
        forecast["steps"]!.AsArray().Select(step => step!.AsObject().Select(field => field.Key)).ShouldAllBe(
            keys => keys.SequenceEqual(Header.Split(',', StringSplitOptions.None)));
    }

    [Fact]
    public async Task Help_has_an_example()
    {
        (await RunAsync("forecast --help")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("apibench forecast latency.csv --horizon 24");
    }

    private static double ValueAt(int hour) => 100 + 10 * Math.Sin(2 * Math.PI * hour / 24);

    private void Store(string name, int hours) => _world.Write(name, "timestamp,value\n" + string.Concat(Enumerable.Range(0, hours)
        .Select(hour => string.Create(CultureInfo.InvariantCulture, $"{new DateTime(2026, 3, 1).AddHours(hour):s},{ValueAt(hour)}\n"))));

    private Task<ExitCode> RunAsync(string line) => _world.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
