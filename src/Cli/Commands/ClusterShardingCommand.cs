using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench cluster-sharding</c>, in the grammar of pbm: where testers and journals are.</summary>
internal static class ClusterShardingCommand
{
    private const string Description = """
        Shows where the shards of testers and journals are.

        Examples:
          apibench cluster-sharding list-regions
          apibench cluster-sharding list-shards -t testers --gateway http://127.0.0.1:8080
          apibench cluster-sharding region-stats -t journals

        Exit codes: 0 done; 2 wrong usage; 3 the gateway could not be reached.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("cluster-sharding", Description);
        command.Subcommands.Add(CreateRegions(surroundings));
        command.Subcommands.Add(CreateShards(surroundings, "list-shards", "Shows each shard, its node, and how many actors it has.", ShardsOf));
        command.Subcommands.Add(CreateShards(surroundings, "region-stats", "Shows for each node how many shards and actors it has.", StatsOf));
        command.Subcommands.Add(CreateContents(surroundings));
        return command;
    }

    private static Command CreateRegions(Surroundings surroundings)
    {
        var command = new Command("list-regions", "Shows what there are shards of.\n\nExample:\n  apibench cluster-sharding list-regions");
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed,
            surroundings,
            (gateway, cancellation) => gateway.GetAsync("cluster/shards", ApiJson.Default.ShardRegionListView, cancellation),
            ApiJson.Default.ShardRegionListView,
            list => new ReportTable("regions", [new Column("type", IsNumber: false)], [.. list.Regions.Select(type => new[] { new Cell(type) })])));
        return command;
    }

    private static Command CreateShards(Surroundings surroundings, string name, string what, Func<ShardRegionView, ReportTable> table) =>
        CreateOfType(surroundings, name, what, "cluster/shards", ApiJson.Default.ShardRegionView, table);

    private static Command CreateContents(Surroundings surroundings) => CreateOfType(
        surroundings, "show-shards", "Shows the actors that each shard has.", "cluster/entities", ApiJson.Default.ShardContentsView, EntitiesOf);

    private static Command CreateOfType<T>(
        Surroundings surroundings, string name, string what, string place, JsonTypeInfo<T> json, Func<T, ReportTable> table)
        where T : class
    {
        var command = new Command(name, $"{what}\n\nExample:\n  apibench cluster-sharding {name} -t testers");
        var type = new Option<string>("--type", "-t") { Description = "What the shards are of, as 'cluster-sharding list-regions' names it", HelpName = "TYPE", Required = true };
        command.Options.Add(type);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed,
            surroundings,
            (gateway, cancellation) => gateway.GetAsync($"{place}/{Uri.EscapeDataString(parsed.GetRequiredValue(type))}", json, cancellation),
            json,
            table));
        return command;
    }

    private static ReportTable EntitiesOf(ShardContentsView contents) => new(
        contents.Type,
        [new Column("actor", IsNumber: false), new Column("shard", IsNumber: false), new Column("node", IsNumber: false)],
        [.. contents.Shards.SelectMany(shard => shard.Entities.Select(entity => new Cell[] { new(entity), new(shard.Shard), new(shard.Address) }))],
        contents.Shards.Sum(shard => shard.Count - shard.Entities.Count) is > 0 and var more ? $"{Whole(more)} more are not shown." : null);

    private static ReportTable ShardsOf(ShardRegionView region) => new(
        region.Type,
        [new Column("shard", IsNumber: false), new Column("node", IsNumber: false), new Column("actors")],
        [.. region.Nodes.SelectMany(node => node.Shards.Select(shard => new Cell[] { new(shard.Shard), new(node.Address), new(Whole(shard.Entities)) }))],
        SilenceIn(region));

    private static ReportTable StatsOf(ShardRegionView region) => new(
        region.Type,
        [new Column("node", IsNumber: false), new Column("shards"), new Column("actors")],
        [.. region.Nodes.Select(node => new Cell[] { new(node.Address), new(Whole(node.Shards.Count)), new(Whole(node.Shards.Sum(shard => shard.Entities))) })],
        SilenceIn(region));

    private static string? SilenceIn(ShardRegionView region) => region.Nodes.Sum(node => node.Silent?.Count ?? 0) is > 0 and var silent
        ? $"{Whole(silent)} shards did not answer in time, and are not counted." : null;

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
