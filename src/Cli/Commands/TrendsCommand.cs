using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Messages.Trends;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench trends</c>: what weeks of a target's history show.</summary>
internal static class TrendsCommand
{
    private const string Description = """
        Tells where a target goes: slope, changes of level, best and worst hours and days (UTC), from its history at a gateway.

        Examples:
          apibench trends --gateway http://127.0.0.1:8080 --target openai/gpt-4o-mini
          apibench trends --gateway http://127.0.0.1:8080 --target openai/gpt-4o-mini --metric cost_per_1k_requests --days 90 --json

        Exit codes: 0 done; 1 too little is known; 2 wrong usage; 3 the gateway could not be reached.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("trends", Description);
        var target = new Option<string>("--target") { Description = "The target's identity, as /api/v1/targets lists it", HelpName = "TARGET", Required = true };
        var metric = new Option<string?>("--metric") { Description = "The series, such as latency.p95 [default: latency.p50]", HelpName = "NAME" };
        var days = new Option<int?>("--days") { Description = "How many days are looked at, up to 366 [default: 28]", HelpName = "N" };
        command.Options.Add(target);
        command.Options.Add(metric);
        command.Options.Add(days);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.TellAsync(
            parsed,
            surroundings,
            (gateway, cancellation) => gateway.GetAsync(
                Query.Of("trends", ("target", parsed.GetValue(target)), ("metric", parsed.GetValue(metric)), ("days", parsed.GetValue(days)?.ToString(CultureInfo.InvariantCulture))),
                ApiJson.Default.TrendView, cancellation),
            ApiJson.Default.TrendView,
            trend => Write(surroundings.Out.Writer, trend)));
        return command;
    }

    private static void Write(TextWriter writer, TrendView trend)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{trend.Target}, {trend.Metric} ({trend.Unit}): {trend.Values} hours from {trend.From.UtcDateTime:yyyy-MM-dd} to {trend.To.UtcDateTime:yyyy-MM-dd}"));
        writer.WriteLine(trend.Direction is TrendDirection.NoneShown
            ? string.Create(CultureInfo.InvariantCulture, $"no trend shown (p = {trend.PValue:0.###})")
            : string.Create(CultureInfo.InvariantCulture,
                $"{(trend.Direction is TrendDirection.Rising ? "rises" : "falls")} by {Math.Abs(trend.SlopePerDay):0.####} a day (95 % interval of the slope {Bound(trend.SlopePerDayCi95[0])} to {Bound(trend.SlopePerDayCi95[1])}, p = {trend.PValue:0.####})"));
        foreach (var change in trend.Changes)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"level changed at {change.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC from {change.Before:0.####} to {change.After:0.####}"));
        Write(writer, "hours", trend.Hours);
        Write(writer, "days", trend.Weekdays);
    }

    private static void Write(TextWriter writer, string what, CycleView cycle)
    {
        var differences = cycle.All.ToDictionary(place => place.Place, place => place.Difference);
        string List(IReadOnlyList<string> places) => places.Count == 0 ? "none shown"
            : string.Join(", ", places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place} ({differences[place]:+0.####;-0.####})")));
        writer.WriteLine($"best {what}: {List(cycle.Best)}");
        writer.WriteLine($"worst {what}: {List(cycle.Worst)}");
    }

    private static string Bound(double? bound) => bound is { } value ? value.ToString("0.####", CultureInfo.InvariantCulture) : "unknown";
}
