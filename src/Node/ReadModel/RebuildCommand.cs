using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using AkkaApiBench.Hosting.Settings;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.ReadModel;

/// <summary>The command that makes the read model anew from the journal; nodes may run meanwhile.</summary>
internal static class RebuildCommand
{
    private static readonly Setting[] Settings = [NodeFlags.DataDir, NodeFlags.Journal];

    private const string Description = """
        Makes histories, anomalies, runs and results anew from the journals' events. Of what began before the events that are still
        there, what there is stays as it is. Nodes may run meanwhile; until it is done, their answers of the past are incomplete.

        Example:
          node rebuild-read-model --journal sqlite:/var/lib/apibench/journal.db
        """;

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write {\"events\":N}, the number of events that it was made from." };
        var command = new Command("rebuild-read-model", Description);
        command.AddSettings(Settings);
        command.Options.Add(json);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool json, CancellationToken cancellation)
    {
        var reader = new SettingReader(new ConfigurationBuilder().AddEnvironmentVariables().AddFlags(parsed, Settings).Build());
        var store = NodeFlags.ReadJournal(reader, out _);
        if (reader.Errors.Count > 0)
        {
            await CommandLineProgram.WriteErrorsAsync(reader.Errors.Select(error => error.ToString()));
            return CommandLineProgram.WrongUsage;
        }

        try
        {
            store.RequireThere();
            store.Prepare();
            var events = await new Projection(store).RebuildAsync(cancellation);
            await Console.Out.WriteLineAsync(json ? JsonSerializer.Serialize(new { events })
                : string.Create(CultureInfo.InvariantCulture, $"The read model in {store.Place} was made anew from {events} events."));
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException or SchemaException)
        {
            await CommandLineProgram.WriteErrorsAsync([$"{NodeFlags.Journal.Flag} {store.Place}: cannot be used: {e.Message}"]);
            return CommandLineProgram.WrongUsage;
        }
    }
}
