using System.Text.Json;
using AkkaApiBench.Messages.Results;
using Parquet;
using Parquet.Schema;

namespace AkkaApiBench.Cli.Outputs.Records;

/// <summary>Apache Parquet, a column a field, in row groups of bounded size.</summary>
internal sealed class ParquetRecordWriter : IRecordWriter
{
    private const int MostRows = 50_000;
    private const int MostListItems = 4_000_000;

    private readonly ParquetWriter _file;
    private readonly IReadOnlyList<ParquetColumn> _columns;
    private int _rows;

    private ParquetRecordWriter(ParquetWriter file, IReadOnlyList<ParquetColumn> columns) => (_file, _columns) = (file, columns);

    /// <summary>Begins a file.</summary>
    public static async Task<ParquetRecordWriter> CreateAsync(Stream stream)
    {
        IReadOnlyList<ParquetColumn> columns = [.. RequestField.All.Select(ParquetColumn.Of)];
        var file = await ParquetWriter.CreateAsync(new ParquetSchema([.. columns.Select(column => (Field)column.Field)]), stream);
        return new ParquetRecordWriter(file, columns);
    }

    public async ValueTask AddAsync(IReadOnlyList<JsonElement?> values)
    {
        for (var field = 0; field < values.Count; field++)
            _columns[field].Add(values[field]);
        if (++_rows == MostRows || _columns.Any(column => column.Items > MostListItems))
            await WriteRowsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_rows > 0)
            await WriteRowsAsync();
        await _file.DisposeAsync();
    }

    private async Task WriteRowsAsync()
    {
        using var rows = _file.CreateRowGroup();
        foreach (var column in _columns)
        {
            await column.WriteAsync(rows);
            column.Clear();
        }

        _rows = 0;
    }
}
