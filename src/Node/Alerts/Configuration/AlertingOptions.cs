using System.Collections.Immutable;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Node.Alerts.Configuration;

/// <summary>Which alerts there are, and who is told of them.</summary>
/// <param name="ExternalUrl">Where people reach the gateway, for links; null for none.</param>
/// <param name="Channels">The channels.</param>
/// <param name="Rules">The rules.</param>
public sealed record AlertingOptions(Uri? ExternalUrl, ImmutableArray<ChannelOptions> Channels, ImmutableArray<AlertRule> Rules)
{
    /// <summary>What holds without a file: everything is an alert, and told in the log.</summary>
    public static AlertingOptions Default { get; } = new(
        null,
        [new ChannelOptions { Name = "log", Type = ChannelType.Log }],
        [.. Enum.GetValues<AlertSource>().Select(source => new AlertRule { Name = SourceNames.Of(source), On = source, MinSeverity = Severity.Medium, Channels = ["log"] })]);

    internal AlertRule? Rule(string name) => Rules.FirstOrDefault(rule => rule.Name == name);

    internal ChannelOptions? Channel(string name) => Channels.FirstOrDefault(channel => channel.Name == name);
}

/// <summary>The kinds of channels.</summary>
public enum ChannelType
{
    /// <summary>The log of the node.</summary>
    Log,

    /// <summary>An HTTP endpoint.</summary>
    Webhook,

    /// <summary>Slack's incoming webhook.</summary>
    Slack,

    /// <summary>PagerDuty's Events API v2.</summary>
    PagerDuty,

    /// <summary>A Workflow of Microsoft Teams.</summary>
    Teams,

    /// <summary>Electronic mail.</summary>
    Email,
}

/// <summary>Where people are told of alerts, and of which.</summary>
public sealed record ChannelOptions
{
    /// <summary>What rules call it.</summary>
    public required string Name { get; init; }

    /// <summary>Its kind.</summary>
    public required ChannelType Type { get; init; }

    /// <summary>Where it sends: a URL, or a reference to one that is secret; null where its kind needs none.</summary>
    public string? Url { get; init; }

    /// <summary>A reference to the key with which messages are signed, or that routes them; null without.</summary>
    public string? Secret { get; init; }

    /// <summary>How mail is sent; null for other kinds.</summary>
    public EmailOptions? Email { get; init; }

    /// <summary>The least severity that is told.</summary>
    public Severity MinSeverity { get; init; }

    /// <summary>The kinds that are told; empty for all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>The targets that are told of; empty for all, and for what is about no target.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>The shortest time between two messages about what is wrong in a group.</summary>
    public TimeSpan CoolDown { get; init; }

    /// <summary>True when it is told what is over.</summary>
    public bool SendResolved { get; init; } = true;

    internal bool Takes(Alert alert) => alert.Severity >= MinSeverity
        && (Kinds.IsEmpty || (alert.Labels.TryGetValue(SignalLabels.Kind, out var kind) && Kinds.Contains(kind)))
        && (Targets.IsEmpty || (alert.Labels.TryGetValue(SignalLabels.Target, out var target) && Targets.Any(pattern => Pattern.Matches(pattern, target))));
}

/// <summary>How mail is sent.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How it is encrypted.</param>
/// <param name="From">The sender.</param>
/// <param name="To">The receivers.</param>
/// <param name="UserName">Who logs in; null for nobody.</param>
/// <param name="Password">A reference to the password; null without.</param>
public sealed record EmailOptions(string Host, int Port, MailSecurity Security, string From, ImmutableArray<string> To, string? UserName, string? Password);

/// <summary>How mail is encrypted on its way to the server.</summary>
public enum MailSecurity
{
    /// <summary>From the second command on, as RFC 3207 has it; refused when the server cannot.</summary>
    StartTls,

    /// <summary>From the first byte.</summary>
    Tls,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>What makes an alert, and how it is told.</summary>
public sealed record AlertRule
{
    /// <summary>Its name, which is the label <c>alertname</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it judges.</summary>
    public required AlertSource On { get; init; }

    /// <summary>The least severity.</summary>
    public Severity MinSeverity { get; init; }

    /// <summary>The least confidence, 0 to 1.</summary>
    public double MinConfidence { get; init; }

    /// <summary>The kinds; empty for all.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];

    /// <summary>The targets, <c>*</c> for any characters; empty for all.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary>How long it must last before it is told.</summary>
    public TimeSpan For { get; init; }

    /// <summary>How bad it is, whatever the signal says; null to believe the signal.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Labels that its alerts get.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Alerts with the same values of these labels are told together.</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [SignalLabels.Target];

    /// <summary>How long a new group waits for more.</summary>
    public TimeSpan GroupWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest time between two messages of a group.</summary>
    public TimeSpan GroupInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After what time it is told again what still lasts.</summary>
    public TimeSpan RepeatInterval { get; init; } = TimeSpan.FromHours(4);

    /// <summary>After what time without news an alert is taken for over.</summary>
    public TimeSpan ResolveTimeout { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Who is told first.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>Who is told when nobody takes care, in the order of time.</summary>
    public ImmutableArray<EscalationStep> Escalation { get; init; } = [];

    internal bool Matches(Signal signal) => signal.Source == On
        && signal.Severity >= MinSeverity && signal.Confidence >= MinConfidence
        && (Kinds.IsEmpty || (signal.Labels.TryGetValue(SignalLabels.Kind, out var kind) && Kinds.Contains(kind)))
        && (Targets.IsEmpty || (signal.Labels.TryGetValue(SignalLabels.Target, out var target) && Targets.Any(pattern => Pattern.Matches(pattern, target))));

    internal IEnumerable<string> ChannelsAt(int level) => Channels.Concat(Escalation.Take(level).SelectMany(step => step.Channels)).Distinct(StringComparer.Ordinal);
}

/// <summary>A step of an escalation.</summary>
/// <param name="After">How long after the alert fired.</param>
/// <param name="Channels">Who is told.</param>
public sealed record EscalationStep(TimeSpan After, ImmutableArray<string> Channels);

/// <summary>The names of sources in files.</summary>
internal static class SourceNames
{
    public static string Of(AlertSource source) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(source.ToString());
}

/// <summary>Texts in which <c>*</c> stands for any characters.</summary>
internal static class Pattern
{
    public static bool Matches(string pattern, string text) => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, text);
}
