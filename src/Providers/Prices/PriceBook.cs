using System.Reflection;
using System.Text.RegularExpressions;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Providers.Prices;

/// <summary>Prices by provider and model.</summary>
internal sealed partial class PriceBook(Presets presets)
{
    private readonly Dictionary<(string Provider, string Model), Price> _prices = [];

    /// <summary>The prices that come with the product.</summary>
    public static PriceBook Embedded(Presets presets)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("prices.json")!;
        using var reader = new StreamReader(stream);
        var book = new PriceBook(presets);
        new PriceFile("prices.json", book).Read(reader.ReadToEnd());
        return book;
    }

    /// <summary>Sets a price, in the place of an earlier one.</summary>
    public void Set(string provider, string model, Price price) => _prices[Key(provider, model)] = price;

    /// <summary>Finds the price of a model, or of the model that it is a dated version of; null when there is none.</summary>
    public Price? Find(string provider, string model)
    {
        if (_prices.TryGetValue(Key(provider, model), out var price))
            return price;
        return Dated().Match(model) is { Success: true } date ? _prices.GetValueOrDefault(Key(provider, model[..date.Index])) : null;
    }

    private (string Provider, string Model) Key(string provider, string model) =>
        (presets.PriceNameOf(provider), model.ToLowerInvariant());

    /// <summary>Shorter numbers at the end may be a size or a version, so only whole dates count.</summary>
    [GeneratedRegex(@"[-@]20[0-9]{2}(-[01][0-9]-[0-3][0-9]|[01][0-9][0-3][0-9])$", RegexOptions.ExplicitCapture)]
    private static partial Regex Dated();
}
