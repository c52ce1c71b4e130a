namespace AkkaApiBench.Cli.Outputs.Records;

/// <summary>A format of the records of requests.</summary>
/// <param name="Name">As <c>--format</c> takes it.</param>
/// <param name="Open">Begins a file; null for the format in which they are written while the run goes on.</param>
internal sealed record RecordFormat(string Name, Func<Stream, Task<IRecordWriter>>? Open)
{
    /// <summary>A JSON object a line.</summary>
    public static readonly RecordFormat Jsonl = new("jsonl", null);

    /// <summary>Every format.</summary>
    public static readonly IReadOnlyList<RecordFormat> All =
    [
        Jsonl,
        new("csv", stream => Task.FromResult<IRecordWriter>(new CsvRecordWriter(stream))),
        new("parquet", async stream => await ParquetRecordWriter.CreateAsync(stream)),
    ];

    /// <summary>The name of the file.</summary>
    public string File => $"requests.{Name}";

    /// <summary>The format of a name of <see cref="All"/>.</summary>
    public static RecordFormat Of(string name) => All.Single(format => format.Name == name);
}
