using AkkaApiBench.Cli.Series;
using CsCheck;

namespace AkkaApiBench.Cli.Tests.Series;

public sealed class SeriesReaderTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 24, 17, 2, 1, TimeSpan.Zero);

    [Theory]
    [InlineData("", "s.csv line 1: the end of the file is not allowed; allowed: a line with a timestamp and a value")]
    [InlineData("timestamp,value\n", "s.csv line 1: the end of the file is not allowed")]
    [InlineData("2026-11-24 17:02:01,5\n", "s.csv line 1: '2026-11-24 17:02:01,5' is not allowed; allowed: a header with the columns timestamp and value")]
    [InlineData("timestamp;value\n2026-11-24;5\n", "s.csv line 1: 'timestamp;value' is not allowed")]
    [InlineData("timestamp,value\n2026-11-24 17:02:01,5\nyesterday,5\n", "s.csv line 3, timestamp: 'yesterday' is not allowed; allowed: a time such as 2026-11-24 17:02:01")]
    [InlineData("timestamp,value\n\n2026-11-24 17:02:01,five\n", "s.csv line 3, value: 'five' is not allowed; allowed: a number")]
    [InlineData("timestamp,value\n2026-11-24 17:02:01,1e999\n", "s.csv line 2, value: '1e999' is not allowed")]
    [InlineData("timestamp,value\n2026-11-24 17:02:01,1,2\n", "s.csv line 2: 3 fields is not allowed; allowed: 2 fields, as in the header")]
    [InlineData("timestamp,value,count\n2026-11-24 17:02:01,0.5,-2\n", "s.csv line 2, count: '-2' is not allowed; allowed: a whole number from 0")]
    [InlineData("timestamp,value\n1e30,1\n", "s.csv line 2, timestamp: '1e30' is not allowed")]
    [InlineData("timestamp,value\n999999999999999,1\n", "s.csv line 2, timestamp: '999999999999999' is not allowed")]
    public void What_is_no_series_is_refused_with_line_and_column(string text, string said) =>
        Should.Throw<CliException>(() => Read(text)).Lines.ShouldHaveSingleItem().ShouldStartWith(said);

    [Fact]
    public void All_that_is_wrong_is_told_up_to_ten_lines() =>
        Should.Throw<CliException>(() => Read("timestamp,value\n" + string.Concat(Enumerable.Repeat("x,y\n", 50)))).Lines.Count.ShouldBe(10);

    [Theory]
    [InlineData("2026-11-24 17:02:01")]
    [InlineData("2026-11-24 17:02:01.000000")]
    [InlineData("2026-11-24T17:02:01Z")]
    [InlineData("2026-11-24T18:02:01+01:00")]
    [InlineData("1795539721")]
    [InlineData("1795539721.0")]
    public void A_time_is_read_in_the_usual_ways_and_kept_as_written(string written)
    {
        var row = Read($"timestamp,value\n{written},12.50\n").ShouldHaveSingleItem();

        row.Time.ShouldBe(Time);
        (row.Timestamp, row.Text, row.Value, row.Count).ShouldBe((written, "12.50", 12.5, null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    public void A_value_may_be_missing(string written) => Read($"timestamp,value\n2026-11-24 17:02:01,{written}\n").ShouldHaveSingleItem().Value.ShouldBe(double.NaN);

    [Fact]
    public void Columns_are_found_by_their_names_and_others_passed_over()
    {
        var rows = Read("\uFEFFValue , model,Timestamp,count\r\n1,m,2026-11-24 17:02:01,7\r\n2,m,2026-11-24 17:03:01,\r\n");

        rows.Select(row => (row.Value, row.Count)).ShouldBe([(1, 7L), (2, null)]);
    }

    [Fact]
    public void Rows_stay_in_the_order_of_the_lines() =>
        Read("timestamp,value\n2026-11-24,1\n2026-11-23,2\n2026-11-23,3\n").Select(row => row.Value).ShouldBe([1, 2, 3]);

    [Fact]
    public void Every_number_is_read_as_it_was_written() =>
        Gen.Double.Where(double.IsFinite).Array[1, 20].Sample(values =>
            Read("timestamp,value\n" + string.Concat(values.Select(value => FormattableString.Invariant($"2026-11-24,{value:R}\n")))).Select(row => row.Value).ShouldBe(values));

    private static IReadOnlyList<SeriesRow> Read(string text)
    {
        using var reader = new StringReader(text);
        return SeriesReader.Read(reader, "s.csv");
    }
}
