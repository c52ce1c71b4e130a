using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Plans;
using YamlDotNet.Core;

namespace AkkaApiBench.Node.Alerts.Configuration;

/// <summary>Reads the configuration of alerts from YAML; finds every error at once.</summary>
internal sealed class AlertingReader
{
    private const int Most = 100;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    private static readonly Dictionary<string, Severity> Severities = Enum.GetValues<Severity>().ToDictionary(AnomalyNames.Of, StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, AlertSource> Sources = Enum.GetValues<AlertSource>().ToDictionary(SourceNames.Of, StringComparer.Ordinal);
    private static readonly Dictionary<string, ChannelType> Types = Enum.GetValues<ChannelType>().ToDictionary(type => type.ToString().ToLowerInvariant(), StringComparer.Ordinal);
    private static readonly Dictionary<string, MailSecurity> Securities = Enum.GetValues<MailSecurity>().ToDictionary(one => one.ToString().ToLowerInvariant(), StringComparer.Ordinal);
    private static readonly string[] Kinds = [.. Enum.GetValues<AnomalyKind>().Select(AnomalyNames.Of), .. Sources.Where(source => source.Value is not AlertSource.Anomaly).Select(source => source.Key)];

    private readonly List<PlanError> _errors = [];

    /// <summary>Reads a configuration; null when there are errors.</summary>
    public static (AlertingOptions? Options, IReadOnlyList<PlanError> Errors) FromYaml(string text)
    {
        var reader = new AlertingReader();
        var options = reader.Read(text);
        return (reader._errors.Count == 0 ? options : null, reader._errors);
    }

    private AlertingOptions? Read(string text)
    {
        JsonNode? tree;
        try
        {
            tree = YamlTree.Parse(text);
        }
        catch (YamlException e)
        {
            _errors.Add(new PlanError("alerts", "this text", FormattableString.Invariant($"YAML (line {e.Start.Line}, column {e.Start.Column}: {e.Message})")));
            return null;
        }

        if (tree is not JsonObject root)
        {
            _errors.Add(new PlanError("alerts", ErrorText.Of(tree), "fields and values, among them channels and rules"));
            return null;
        }

        var fields = new FieldReader(root, "", _errors);
        var url = fields.Text("external_url", "an http or https URL", IsUrl);
        var usual = ReadTimes(fields, new AlertRule { Name = "", On = default });
        var channels = fields.List("channels", Most, ReadChannel, required: true);
        var rules = fields.List("rules", Most, (node, path) => ReadRule(node, path, usual), required: true);
        fields.RefuseUnknown();
        RefuseTwice("channels", channels.Select(channel => channel.Name));
        RefuseTwice("rules", rules.Select(rule => rule.Name));
        var known = channels.Select(channel => channel.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (rule, index) in rules.Select((rule, index) => (rule, index)))
        {
            foreach (var unknown in rule.ChannelsAt(int.MaxValue).Where(name => !known.Contains(name)))
                _errors.Add(new PlanError(FormattableString.Invariant($"rules[{index}].channels"), ErrorText.OfText(unknown), $"the channels {string.Join(", ", known)}"));
        }

        return new AlertingOptions(url is null ? null : new Uri(url), [.. channels], [.. rules]);
    }

    private ChannelOptions? ReadChannel(JsonNode? node, string path)
    {
        if (PlanReader.ObjectOf(node, path, "fields and values, among them name and type", _errors) is not { } fields)
            return null;
        var name = NameOf(fields);
        var type = Choice(fields, "type", Types, required: true);
        var channel = new ChannelOptions
        {
            Name = name,
            Type = type ?? ChannelType.Log,
            Url = type is ChannelType.Webhook or ChannelType.Slack or ChannelType.Teams or ChannelType.PagerDuty
                ? fields.Text("url", "an http or https URL without a secret, env:NAME or file:PATH",
                    text => IsUrl(text) ? type is ChannelType.Webhook or ChannelType.PagerDuty : IsReference(text), required: type is not ChannelType.PagerDuty, secret: true) : null,
            Secret = type switch
            {
                ChannelType.Webhook => fields.Text("secret", "env:NAME or file:PATH", IsReference, secret: true),
                ChannelType.PagerDuty => fields.Text("routing_key", "env:NAME or file:PATH", IsReference, required: true, secret: true),
                _ => null,
            },
            Email = type is ChannelType.Email ? ReadEmail(fields) : null,
            MinSeverity = Choice(fields, "min_severity", Severities) ?? Severity.Low,
            Kinds = ReadKinds(fields),
            Targets = Texts(fields, "targets"),
            CoolDown = fields.Duration("cool_down", TimeSpan.Zero, Longest) ?? TimeSpan.Zero,
            SendResolved = fields.Flag("send_resolved") ?? true,
        };
        fields.RefuseUnknown();
        return channel;
    }

    private EmailOptions ReadEmail(FieldReader fields)
    {
        var security = Choice(fields, "security", Securities) ?? MailSecurity.StartTls;
        return new EmailOptions(
            fields.Text("host", "the name or address of a mail server", text => Uri.CheckHostName(text) is not UriHostNameType.Unknown, required: true) ?? "",
            (int)(fields.Whole("port", 1, ushort.MaxValue) ?? security switch { MailSecurity.StartTls => 587, MailSecurity.Tls => 465, _ => 25 }),
            security,
            fields.Text("from", "an address such as apibench@example.com", IsAddress, required: true) ?? "",
            [.. fields.List("to", Most, (node, path) => TextOf(node, path, "an address such as ops@example.com", IsAddress), required: true)],
            fields.Text("username", "1 to 200 characters", text => text.Length is > 0 and <= 200),
            fields.Text("password", "env:NAME or file:PATH", IsReference, secret: true));
    }

    private AlertRule? ReadRule(JsonNode? node, string path, AlertRule usual)
    {
        if (PlanReader.ObjectOf(node, path, "fields and values, among them name and on", _errors) is not { } fields)
            return null;
        var rule = ReadTimes(fields, usual) with
        {
            Name = NameOf(fields),
            On = Choice(fields, "on", Sources, required: true) ?? default,
            MinSeverity = Choice(fields, "min_severity", Severities) ?? Severity.Low,
            MinConfidence = (double)(fields.Number("min_confidence", 0, 1) ?? 0),
            Kinds = ReadKinds(fields),
            Targets = Texts(fields, "targets"),
            For = fields.Duration("for", TimeSpan.Zero, Longest) ?? TimeSpan.Zero,
            Severity = Choice(fields, "severity", Severities),
            Labels = ReadLabels(fields),
            Channels = Texts(fields, "channels", required: true),
            Escalation = [.. fields.List("escalation", 10, ReadStep).OrderBy(step => step.After)],
        };
        fields.RefuseUnknown();
        return rule;
    }

    private AlertRule ReadTimes(FieldReader fields, AlertRule usual) => usual with
    {
        GroupBy = fields.Has("group_by") ? Texts(fields, "group_by") : usual.GroupBy,
        GroupWait = fields.Duration("group_wait", TimeSpan.Zero, Longest) ?? usual.GroupWait,
        GroupInterval = fields.Duration("group_interval", TimeSpan.Zero, Longest) ?? usual.GroupInterval,
        RepeatInterval = fields.Duration("repeat_interval", TimeSpan.FromSeconds(1), Longest) ?? usual.RepeatInterval,
        ResolveTimeout = fields.Duration("resolve_timeout", TimeSpan.FromMinutes(1), Longest) ?? usual.ResolveTimeout,
    };

    private EscalationStep? ReadStep(JsonNode? node, string path)
    {
        if (PlanReader.ObjectOf(node, path, "after and channels", _errors) is not { } fields)
            return null;
        var step = new EscalationStep(fields.Duration("after", TimeSpan.Zero, Longest, required: true) ?? default, Texts(fields, "channels", required: true));
        fields.RefuseUnknown();
        return step;
    }

    private static ImmutableSortedDictionary<string, string> ReadLabels(FieldReader fields)
    {
        if (fields.Node("labels") is not { } node)
            return ImmutableSortedDictionary<string, string>.Empty;
        if (node is JsonObject { Count: <= 20 } labels
            && labels.All(label => label.Key.Length is > 0 and <= 100 && label.Value?.GetValueKind() is JsonValueKind.String && label.Value.GetValue<string>().Length <= 200))
            return labels.ToImmutableSortedDictionary(label => label.Key, label => label.Value!.GetValue<string>());
        fields.Refuse("labels", "at most 20 names with texts of at most 200 characters");
        return ImmutableSortedDictionary<string, string>.Empty;
    }

    private ImmutableArray<string> ReadKinds(FieldReader fields) =>
        [.. fields.List("kinds", Most, (node, path) => TextOf(node, path, string.Join(", ", Kinds), Kinds.Contains))];

    private ImmutableArray<string> Texts(FieldReader fields, string name, bool required = false) =>
        [.. fields.List(name, Most, (node, path) => TextOf(node, path, "1 to 200 characters", text => text.Length is > 0 and <= 200), required)];

    private string? TextOf(JsonNode? node, string path, string allowed, Func<string, bool> rule)
    {
        if (node?.GetValueKind() is JsonValueKind.String && node.GetValue<string>() is { } text && rule(text))
            return text;
        _errors.Add(new PlanError(path, ErrorText.Of(node), allowed));
        return null;
    }

    private static string NameOf(FieldReader fields) =>
        fields.Text("name", "1 to 100 letters, digits, '_', '-' and '.'",
            text => text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'), required: true) ?? "";

    private static T? Choice<T>(FieldReader fields, string name, Dictionary<string, T> choices, bool required = false)
        where T : struct => fields.Text(name, string.Join(", ", choices.Keys), choices.ContainsKey, required) is { } text ? choices[text] : null;

    private void RefuseTwice(string path, IEnumerable<string> names)
    {
        foreach (var twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1))
            _errors.Add(new PlanError(path, $"'{twice.Key}' more than once", "each name once"));
    }

    /// <summary>True for a URL that messages can be sent to.</summary>
    internal static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0;

    private static bool IsReference(string text) => KeyReference.Parse(text) is { } reference && reference != KeyReference.None;

    private static bool IsAddress(string text) => System.Net.Mail.MailAddress.TryCreate(text, out _);
}
