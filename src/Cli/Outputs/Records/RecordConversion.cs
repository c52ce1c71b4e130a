using System.Text.Json;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Outputs.Records;

/// <summary>Turns lines of JSON into another format, record by record, however many there are.</summary>
internal static class RecordConversion
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Converts a file.</summary>
    /// <param name="source">Lines of JSON.</param>
    /// <param name="destination">What is written; an earlier file is replaced when the new one is complete.</param>
    /// <param name="format">Its format, not the one of the source.</param>
    public static async Task ConvertAsync(string source, string destination, RecordFormat format)
    {
        var draft = $"{destination}.new";
        await using (var stream = new FileStream(draft, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, BufferSize))
        {
            await using var writer = await format.Open!(stream);
            var values = new JsonElement?[RequestField.All.Count];
            await foreach (var line in File.ReadLinesAsync(source))
            {
                using var record = JsonDocument.Parse(line);
                Fill(values, record.RootElement);
                await writer.AddAsync(values);
            }
        }

        File.Move(draft, destination, overwrite: true);
    }

    /// <summary>Records have their fields in the list's order, so that one pass over both is enough.</summary>
    private static void Fill(JsonElement?[] values, JsonElement record)
    {
        Array.Clear(values);
        var field = 0;
        foreach (var property in record.EnumerateObject())
        {
            while (!property.NameEquals(RequestField.All[field].Name))
            {
                if (++field == values.Length)
                    throw new InvalidDataException($"records have no field '{property.Name}' in this place");
            }

            values[field] = property.Value;
        }
    }
}
