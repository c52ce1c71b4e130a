using System.Text;
using System.Text.Json;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Outputs.Records;

/// <summary>Comma-separated values by RFC 4180, in UTF-8: a line of names, CRLF, quotes where a value needs them. A list is JSON.</summary>
internal sealed class CsvRecordWriter : IRecordWriter
{
    private readonly StreamWriter _text;

    public CsvRecordWriter(Stream stream)
    {
        _text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = CsvText.LineEnd };
        _text.WriteLine(string.Join(',', RequestField.All.Select(field => field.Name)));
    }

    public async ValueTask AddAsync(IReadOnlyList<JsonElement?> values)
    {
        for (var field = 0; field < values.Count; field++)
        {
            if (field > 0)
                await _text.WriteAsync(',');
            if (values[field] is { } value)
                await _text.WriteAsync(CsvText.Quoted(value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText()));
        }

        await _text.WriteAsync(CsvText.LineEnd);
    }

    public ValueTask DisposeAsync() => _text.DisposeAsync();
}
