using AkkaApiBench.Cli.Outputs.Records;
using AkkaApiBench.Messages.Results;
using Parquet;

namespace AkkaApiBench.Cli.Tests.Records;

public sealed class RecordConversionTests : IDisposable
{
    private const string Common = """
        "target":"openai/m","test":"latency","slice":"r.0.0.0","epoch":1,
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conversion-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_field_that_is_not_listed_is_an_error_and_no_file()
    {
        var error = await Should.ThrowAsync<InvalidDataException>(() => ConvertAsync("csv", """{"target":"t","surprise":1}"""));

        error.Message.ShouldContain("surprise");
        File.Exists(PathOf("csv")).ShouldBeFalse();
    }

    [Fact]
    public async Task Csv_quotes_what_needs_it_and_leaves_out_what_is_not_there()
    {
        await ConvertAsync("csv",
            $$"""{{{Common}}"index":0,"try":1,"started_at":"2026-11-24T17:02:01Z","ok":false,"error":"server_error","error_message":"say \"no\", then\nleave"}""");

        (await File.ReadAllTextAsync(PathOf("csv"))).ShouldBe(
            $"{string.Join(',', RequestField.All.Select(field => field.Name))}\r\n"
            + "openai/m,latency,,r.0.0.0,1,0,1,,,2026-11-24T17:02:01Z,false,server_error,,,,\"say \"\"no\"\", then\nleave\""
            + new string(',', RequestField.All.Count - 16) + "\r\n");
    }

    [Fact]
    public async Task Parquet_has_every_value_in_the_type_of_its_field()
    {
        await ConvertAsync("parquet",
            $$"""{{{Common}}"index":0,"try":1,"started_at":"2026-11-24T17:02:01.5Z","ok":true,"status":200,"latency_ms":12.345,"token_times_us":[10,20,30]}""",
            $$"""{{{Common}}"index":1,"try":1,"started_at":"2026-11-24T17:02:02Z","ok":false,"error":"connect"}""",
            $$"""{{{Common}}"index":2,"try":1,"started_at":"2026-11-24T17:02:03Z","ok":true,"status":200,"latency_ms":7,"token_times_us":[5]}""");

        await using var file = await ParquetReader.CreateAsync(PathOf("parquet"));
        file.Schema.GetDataFields().Select(field => field.Name).ShouldBe(RequestField.All.Select(field => field.Name));
        using var rows = file.OpenRowGroupReader(0);
        var latencies = new double?[3];
        await rows.ReadAsync<double>(file.Schema.FindDataField("latency_ms"), latencies.AsMemory());
        latencies.ShouldBe([12.345, null, 7]);
        var errors = new string?[3];
        await rows.ReadAsync(file.Schema.FindDataField("error"), errors.AsMemory());
        errors.ShouldBe([null, "connect", null]);
    }

    [Fact]
    public async Task Many_records_are_all_converted()
    {
        await ConvertAsync("parquet", [.. Enumerable.Range(0, 120_000)
            .Select(index => $$"""{{{Common}}"index":{{index}},"try":1,"started_at":"2026-11-24T17:02:01Z","ok":true}""")]);

        await using var file = await ParquetReader.CreateAsync(PathOf("parquet"));
        file.RowGroupCount.ShouldBe(3);
        var seen = new List<long?>();
        for (var group = 0; group < file.RowGroupCount; group++)
        {
            using var rows = file.OpenRowGroupReader(group);
            var indices = new long?[rows.RowCount];
            await rows.ReadAsync<long>(file.Schema.FindDataField("index"), indices.AsMemory());
            seen.AddRange(indices);
        }

        seen.ShouldBe(Enumerable.Range(0, 120_000).Select(index => (long?)index));
    }

    [Fact]
    public void Every_field_is_documented() =>
        RequestField.All.Where(field => !Repository.Document("records.md").Contains($"| `{field.Name}` | {field.Kind.ToString().ToLowerInvariant()} | {field.Definition} |", StringComparison.Ordinal))
            .ShouldBeEmpty();

    private async Task ConvertAsync(string format, params string[] lines)
    {
        var source = PathOf("jsonl");
        await File.WriteAllLinesAsync(source, lines);
        await RecordConversion.ConvertAsync(source, PathOf(format), RecordFormat.Of(format));
    }

    private string PathOf(string format) => Path.Combine(_folder.FullName, $"requests.{format}");
}
