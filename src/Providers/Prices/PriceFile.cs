using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Prices;

/// <summary>Reads a file of prices into a book, in the shape of genai-prices or of LiteLLM; all of it or nothing.</summary>
internal sealed class PriceFile(string name, PriceBook book)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="PriceFileException">It cannot be read, or something in it is not allowed.</exception>
    public static void Read(string path, PriceBook book)
    {
        try
        {
            new PriceFile(path, book).Read(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PriceFileException(path, [new PlanError("file", e is FileNotFoundException or DirectoryNotFoundException
                ? "a file that does not exist" : "a file that cannot be read", "a readable JSON file of prices")]);
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="PriceFileException">Something in it is not allowed.</exception>
    public void Read(string text)
    {
        var fields = new PriceFields(name);
        switch (Parse(text))
        {
            case JsonArray providers:
                GenaiPrices.Read(providers, "", Path.GetFileName(name), fields);
                break;
            case JsonObject file when file["providers"] is JsonArray providers:
                GenaiPrices.Read(providers, "providers", SourceOf(file), fields);
                break;
            case JsonObject models:
                LiteLlmPrices.Read(models, Path.GetFileName(name), fields);
                break;
            case var other:
                fields.Refuse("", other, "a list of providers, or models and their prices");
                break;
        }

        if (fields.Errors.Count > 0)
            throw new PriceFileException(name, fields.Errors);
        foreach (var (provider, model, price) in fields.Prices)
            book.Set(provider, model, price);
    }

    private string SourceOf(JsonObject file) =>
        PriceFields.Text(file["source"]) is { } source
            ? PriceFields.Text(file["date"]) is { } date ? $"{source}, {date}" : source
            : Path.GetFileName(name);

    private JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new PriceFileException(name, [new PlanError("file", $"no JSON ({e.Message})", "JSON")]);
        }
    }
}
