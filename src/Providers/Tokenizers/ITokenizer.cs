namespace AkkaApiBench.Providers.Tokenizers;

/// <summary>Counts the tokens of texts for one model. Safe for several threads.</summary>
public interface ITokenizer
{
    /// <summary>The vocabulary's published name, such as <c>o200k_base</c>.</summary>
    string Name { get; }

    /// <summary>True when it is the model's own; false when the model's is not known here, and this is the closest one that is.</summary>
    bool IsExact { get; }

    /// <summary>The tokens of a text by itself, without those that a chat template puts around it.</summary>
    int Count(string text);
}
