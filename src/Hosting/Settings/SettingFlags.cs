using System.CommandLine;
using Microsoft.Extensions.Configuration;

namespace AkkaApiBench.Hosting.Settings;

/// <summary>Settings as flags of a command.</summary>
public static class SettingFlags
{
    /// <summary>
    /// Gives <paramref name="command"/> a flag for each setting. Flags take any text: what is allowed is judged once, by
    /// <see cref="SettingReader"/>, wherever a value comes from.
    /// </summary>
    public static void AddSettings(this Command command, IEnumerable<Setting> settings)
    {
        foreach (var setting in settings)
        {
            Option option = setting.IsList ? new Option<string[]>(setting.Flag) : new Option<string>(setting.Flag);
            option.HelpName = setting.ValueName;
            option.Description = $"{setting.Description} [{setting.EnvironmentVariable}{(setting.Default is null ? "" : $"; default: {setting.Default}")}]";
            command.Options.Add(option);
        }
    }

    /// <summary>Puts the flags given on the command line before what <paramref name="configuration"/> holds already.</summary>
    public static IConfigurationBuilder AddFlags(this IConfigurationBuilder configuration, ParseResult parsed, IEnumerable<Setting> settings) =>
        configuration.AddInMemoryCollection(
            from setting in settings
            let value = setting.IsList ? JoinOrNull(parsed.GetValue<string[]>(setting.Flag)) : parsed.GetValue<string>(setting.Flag)
            where value is not null
            select KeyValuePair.Create<string, string?>(setting.Key, value));

    private static string? JoinOrNull(string[]? values) => values is { Length: > 0 } ? string.Join(',', values) : null;
}
