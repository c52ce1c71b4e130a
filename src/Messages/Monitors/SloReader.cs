using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Monitors;

/// <summary>Reads objectives: text such as <c>success_rate >= 99.5%</c> or <c>ttft &lt; 500ms for 95%</c>, or fields with more.</summary>
internal static partial class SloReader
{
    private const int UsualDays = 28;
    private const int MostDays = 30;
    private const string AllowedObjective =
        "'success_rate >= SHARE' such as 'success_rate >= 99.5%', or 'METRIC < TIME for SHARE' such as 'ttft < 500ms for 95%'; METRIC one of latency, response_time, ttft, ttfat, tpot, headers, SHARE above 0% and below 100%";

    private static readonly string AllowedPeriod = $"whole days such as {UsualDays}d, from 1d to {MostDays}d";

    public static Slo? Read(JsonNode? node, string path, Plan? plan, List<PlanError> errors)
    {
        if (node?.GetValueKind() is JsonValueKind.String)
            node = new JsonObject { ["objective"] = node.GetValue<string>() };
        if (PlanReader.ObjectOf(node, path, $"{AllowedObjective}; or fields and values: name, objective, period, target", errors) is not { } fields)
            return null;

        Slo? slo = null;
        _ = fields.Text("objective", AllowedObjective, text => (slo = Parse(text)) is not null, required: true);
        var name = fields.Text("name", "1 to 100 characters", text => text.Length is > 0 and <= 100 && !text.Any(char.IsControl));
        var days = UsualDays;
        _ = fields.Text("period", AllowedPeriod, text => Days().Match(text) is { Success: true } match
            && (days = int.Parse(match.Groups["days"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)) is >= 1 and <= MostDays);
        var targets = plan?.Targets.Select(plan.LabelOf).ToList() ?? [];
        var target = fields.Text("target", $"a target of the plan: {string.Join(", ", targets)}", text => plan is null || targets.Contains(text));
        fields.RefuseUnknown();
        return slo is null ? null : slo with { Name = name ?? slo.Expression, Period = TimeSpan.FromDays(days), Target = target };
    }

    private static Slo? Parse(string text)
    {
        if (text.Length > 200)
            return null;
        if (Condition.ParseThreshold(text, out _) is { Comparison: Comparison.AtLeast or Comparison.More } rate && rate.Metric == Metric.SuccessRate)
            return rate.Limit is > 0 and < 1 ? new Slo("", rate.Expression, rate.Limit, default) : null;
        if (TimeFor().Match(text) is not { Success: true } match
            || Condition.ParseObjective(match.Groups["each"].Value, out _) is not { Comparison: Comparison.Less or Comparison.AtMost } each
            || !decimal.TryParse(match.Groups["share"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
        {
            return null;
        }

        var share = match.Groups["percent"].Success ? percent / 100 : percent;
        return share is > 0 and < 1 ? new Slo("", text.Trim(), (double)share, default) { Each = each } : null;
    }

    [GeneratedRegex(@"^(?<each>.+?)\s+for\s+(?<share>[0-9]{1,3}(\.[0-9]{1,9})?)\s*(?<percent>%)?\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex TimeFor();

    [GeneratedRegex("^(?<days>[0-9]{1,3})d$", RegexOptions.ExplicitCapture)]
    private static partial Regex Days();
}
