using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AkkaApiBench.Hosting.Settings;

/// <summary>Reads settings from configuration and collects everything that is wrong with them.</summary>
/// <param name="configuration">Where to read: environment variables, files and flags, the later ones first.</param>
public sealed class SettingReader(IConfiguration configuration)
{
    private readonly List<SettingError> _errors = [];

    /// <summary>All errors met so far.</summary>
    public IReadOnlyList<SettingError> Errors => _errors;

    /// <summary>The value as text; null when there is neither a value nor a default, or when <paramref name="rule"/> refuses it.</summary>
    /// <param name="setting">Which setting.</param>
    /// <param name="allowed">What may be given, for the error.</param>
    /// <param name="rule">True for a value that is allowed; null allows all.</param>
    public string? Text(Setting setting, string allowed, Func<string, bool>? rule = null)
    {
        if (Given(setting) is not { } text)
            return null;
        if (rule?.Invoke(text) != false)
            return text;
        Refuse(setting, text, allowed);
        return null;
    }

    /// <summary>The value as a whole number; <paramref name="min"/> when it is missing or wrong.</summary>
    /// <param name="setting">Which setting.</param>
    /// <param name="min">The lowest number allowed.</param>
    /// <param name="max">The highest number allowed.</param>
    public int Whole(Setting setting, int min, int max)
    {
        if (Given(setting) is not { } text)
            return min;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
            return number;
        Refuse(setting, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
        return min;
    }

    /// <summary>The value that a word stands for, whatever its case; <c>default</c> when it is missing or wrong.</summary>
    /// <param name="setting">Which setting.</param>
    /// <param name="choices">The words and what they stand for.</param>
    public T? Choice<T>(Setting setting, IReadOnlyDictionary<string, T> choices)
    {
        if (Given(setting) is not { } text)
            return default;
        foreach (var (word, value) in choices)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        Refuse(setting, text, string.Join(", ", choices.Keys));
        return default;
    }

    /// <summary>The values of a list, each once; those that <paramref name="rule"/> refuses are left out.</summary>
    /// <param name="setting">Which setting.</param>
    /// <param name="allowed">What each may be, for the error.</param>
    /// <param name="rule">True for a value that is allowed.</param>
    public IReadOnlyList<string> List(Setting setting, string allowed, Func<string, bool> rule)
    {
        var section = configuration.GetSection(setting.Key);
        var items = section.Value is null && section.GetChildren().Any()
            ? section.GetChildren().Select(child => child.Value ?? "")
            : (Given(setting) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<string> good = [];
        foreach (var item in items.Distinct())
        {
            if (rule(item))
                good.Add(item);
            else
                Refuse(setting, item, allowed);
        }

        return good;
    }

    /// <summary>Notes that a setting is missing which others need.</summary>
    /// <param name="setting">Which setting.</param>
    /// <param name="allowed">What to give.</param>
    public void Miss(Setting setting, string allowed) => Refuse(setting, "", allowed);

    private string? Given(Setting setting) =>
        configuration[setting.Key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : setting.Default;

    private void Refuse(Setting setting, string value, string allowed) => _errors.Add(new SettingError(setting, value, allowed));
}
