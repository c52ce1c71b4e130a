using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Monitors;

/// <summary>The monitor that a text describes, or everything that is wrong with the text.</summary>
/// <param name="Spec">The monitor; null when anything is wrong.</param>
/// <param name="Errors">What is wrong.</param>
public sealed record MonitorReading(MonitorSpec? Spec, IReadOnlyList<PlanError> Errors);

/// <summary>The one way from YAML or JSON to a <see cref="MonitorSpec"/>: finds every error at once.</summary>
public static class MonitorReader
{
    /// <summary>The longest jitter.</summary>
    public static readonly TimeSpan MaxJitter = TimeSpan.FromHours(1);

    private const int MaxSlos = 10;

    /// <summary>Plan and text together, so that a message has room for how the monitor stands.</summary>
    private const int MostBytes = 100_000;

    /// <summary>How many intervals a jitter must fit into.</summary>
    private const int TriedIntervals = 400;

    private const decimal LeastDollars = 0.000001m;
    private const decimal MostDollars = 1_000_000m;

    /// <summary>Reads a monitor from YAML, of which JSON is a part.</summary>
    /// <param name="text">The text.</param>
    /// <param name="catalog">The providers and prices that there are.</param>
    /// <param name="now">When a schedule must still be due after.</param>
    public static MonitorReading Read(string text, IProviderCatalog catalog, DateTimeOffset now)
    {
        var errors = new List<PlanError>();
        if (YamlFields.Read(text, "monitor", "name, schedule and plan", errors) is not { } fields)
            return new MonitorReading(null, errors);

        var reader = new FieldReader(fields, "", errors);
        var schedule = ReadSchedule(reader.Object("schedule"), now, errors);
        if (!reader.Has("schedule"))
            reader.Refuse("schedule", "fields and values: cron, time_zone, jitter");
        var plan = ReadPlan(reader, fields["plan"], catalog, errors);
        var spec = new MonitorSpec
        {
            Name = reader.Text("name", "1 to 100 characters", text => text.Length is > 0 and <= 100 && !text.Any(char.IsControl), required: true) ?? "",
            Plan = plan!,
            Schedule = schedule!,
            IsEnabled = reader.Flag("enabled") ?? true,
            Missed = reader.Text("missed", "skip, run_once", text => text is "skip" or "run_once") is "run_once" ? MissedPolicy.RunOnce : MissedPolicy.Skip,
            Caps = ReadCaps(reader.Object("spend"), plan, errors),
            Slos = [.. reader.List("slos", MaxSlos, (item, path) => SloReader.Read(item, path, plan, errors))],
            Source = fields.ToJsonString(),
        };
        reader.RefuseUnknown();
        foreach (var twice in spec.Slos.GroupBy(slo => slo.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            errors.Add(new PlanError("slos", $"'{twice.Key}' more than once", "each name once; name one with 'name'"));
        if (errors.Count == 0 && Frame.SizeOf(spec) > MostBytes)
            errors.Add(new PlanError("plan", "a plan that is too large for a monitor", FormattableString.Invariant($"at most {MostBytes} bytes in all, its text included")));
        return errors.Count == 0 ? new MonitorReading(spec, []) : new MonitorReading(null, errors);
    }

    /// <summary>Reads a schedule that belongs to no monitor yet.</summary>
    public static (Schedule? Schedule, IReadOnlyList<PlanError> Errors) ReadSchedule(string? cron, string? zone, string? jitter, DateTimeOffset now)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in new[] { ("cron", cron), ("time_zone", zone), ("jitter", jitter) })
        {
            if (value is not null)
                fields[name] = value;
        }

        var errors = new List<PlanError>();
        var schedule = ReadSchedule(new FieldReader(fields, "", errors), now, errors);
        return errors.Count == 0 ? (schedule, []) : (null, errors);
    }

    private static Plan? ReadPlan(FieldReader reader, JsonNode? tree, IProviderCatalog catalog, List<PlanError> errors)
    {
        reader.Allow("plan");
        if (tree is not JsonObject)
        {
            reader.Refuse("plan", "fields and values, among them targets and tests");
            return null;
        }

        var reading = PlanReader.FromTree(tree, catalog);
        errors.AddRange(reading.Errors.Select(error => error with { Path = error.Path == "plan" ? error.Path : $"plan.{error.Path}" }));
        return reading.Plan;
    }

    private static Schedule? ReadSchedule(FieldReader? fields, DateTimeOffset now, List<PlanError> errors)
    {
        if (fields is null)
            return null;
        var cron = fields.Text("cron", Schedule.AllowedCron, text => text.Length <= 200 && Schedule.Parse(text) is not null, required: true);
        var zone = fields.Text("time_zone", Schedule.AllowedZone, text => text.Length is > 0 and <= 100 && Schedule.ZoneOf(text) is not null) ?? "UTC";
        var jitter = fields.Duration("jitter", TimeSpan.Zero, MaxJitter) ?? TimeSpan.Zero;
        fields.RefuseUnknown();
        if (cron is null || errors.Count > 0)
            return null;

        var schedule = new Schedule(cron, zone, jitter);
        if (schedule.NextAfter(now) is null)
        {
            fields.Refuse("cron", Schedule.AllowedCron);
            return null;
        }

        var due = schedule.DueAfter(now).Take(TriedIntervals).ToList();
        var shortest = due.Zip(due.Skip(1), (one, next) => next - one).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        if (jitter >= shortest)
            fields.Refuse("jitter", $"less than the {Durations.Format(shortest)} between two firings");
        return schedule;
    }

    private static SpendCaps ReadCaps(FieldReader? fields, Plan? plan, List<PlanError> errors)
    {
        if (fields is null)
            return SpendCaps.None;
        var caps = new SpendCaps(DollarsOf("daily_usd"), DollarsOf("monthly_usd"));
        fields.RefuseUnknown();
        if (caps != SpendCaps.None)
        {
            foreach (var target in (plan?.Targets ?? []).Where(target => target.Price is null))
            {
                errors.Add(new PlanError("spend", $"a cap for '{target.Name}', whose price is not known,",
                    "targets with a price: give the target price: { input: USD, output: USD } per million tokens"));
            }
        }

        return caps;

        Usd? DollarsOf(string name) => fields.Number(name, LeastDollars, MostDollars, " USD") is { } dollars ? Usd.FromDollars(dollars) : null;
    }
}
