using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Alerts.Configuration;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>The configuration of alerts, as people write it.</summary>
public sealed partial class AlertingReaderTests : IDisposable
{
    private const string Good = """
        channels:
          - { name: team, type: slack, url: "env:SLACK" }
          - { name: hook, type: webhook, url: "https://ops.example/secret-path", secret: "env:SECRET" }
        rules:
          - { name: slow, on: anomaly, channels: [team] }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_documented_example_is_read()
    {
        var text = Block().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "alerts.md")).ReplaceLineEndings("\n")).Groups[1].Value;

        var (options, errors) = AlertingReader.FromYaml(text);

        errors.ShouldBeEmpty();
        options!.Channels.Select(channel => channel.Type).Distinct().Count().ShouldBe(Enum.GetValues<ChannelType>().Length);
        options.Rules.Select(rule => rule.On).Distinct().Count().ShouldBe(Enum.GetValues<AlertSource>().Length);
        var slow = options.Rule("slow")!;
        (slow.MinSeverity, slow.MinConfidence, slow.For, slow.GroupWait, slow.RepeatInterval)
            .ShouldBe((Severity.Medium, 0.9, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30), TimeSpan.FromHours(4)));
        slow.ChannelsAt(1).ShouldBe(["team", "oncall"]);
        options.Rule("workers")!.GroupBy.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("name: team, type: slack", "name: team, type: pager", "channels[0].type: 'pager' is not allowed; allowed: log, webhook, slack, pagerduty, teams, email")]
    [InlineData("url: \"env:SLACK\"", "url: \"https://hooks.slack.com/services/T/B/x\"", "channels[0].url: (hidden) is not allowed")]
    [InlineData("secret: \"env:SECRET\"", "secret: whsec_abc", "channels[1].secret: (hidden) is not allowed")]
    [InlineData("on: anomaly", "on: weather", "rules[0].on: 'weather' is not allowed; allowed: anomaly, threshold, burn_rate, monitor_failure, budget, worker_loss")]
    [InlineData("channels: [team]", "channels: [boss]", "rules[0].channels: 'boss' is not allowed; allowed: the channels team, hook")]
    [InlineData("channels: [team]", "channels: [team], kinds: [slowness]", "rules[0].kinds[0]: 'slowness' is not allowed; allowed: latency_spike")]
    [InlineData("channels: [team]", "channels: [team], repeat_interval: soon", "rules[0].repeat_interval: 'soon' is not allowed")]
    [InlineData("channels: [team]", "channels: [team], min_confidence: 2", "rules[0].min_confidence: 2 is not allowed; allowed: a number from 0 to 1")]
    [InlineData("channels: [team]", "channels: [team], colour: red", "rules[0].colour: this field is not allowed")]
    [InlineData("name: hook", "name: team", "channels: 'team' more than once is not allowed")]
    [InlineData("rules:", "rule:", "rules: ")]
    public void What_is_wrong_is_named(string good, string bad, string error)
    {
        var (options, errors) = AlertingReader.FromYaml(Good.Replace(good, bad, StringComparison.Ordinal));

        options.ShouldBeNull();
        errors.Select(one => one.ToString()).ShouldContain(one => one.StartsWith(error, StringComparison.Ordinal), string.Join('\n', errors));
        string.Join('\n', errors).ShouldNotContain("hooks.slack.com");
        string.Join('\n', errors).ShouldNotContain("whsec_abc");
    }

    [Fact]
    public void A_node_that_would_send_does_not_start_without_the_secrets()
    {
        File.WriteAllText(_folder.File("slack"), "not a url but s3cret");
        File.WriteAllText(_folder.File("alerts.yaml"), Good.Replace("env:SLACK", $"file:{_folder.File("slack")}", StringComparison.Ordinal).Replace("env:SECRET", "env:APIBENCH_TEST_NOT_THERE", StringComparison.Ordinal));

        var error = Should.Throw<NodeStartException>(() => AlertingFile.Read(_folder.File("alerts.yaml"), isUsed: true)).Message;

        error.ShouldContain($"--alerts {_folder.File("alerts.yaml")}: channels[0].url: what file:{_folder.File("slack")} leads to is not allowed; allowed: an http or https URL");
        error.ShouldContain("channels[1].secret: 'env:APIBENCH_TEST_NOT_THERE: this environment variable is not set'");
        error.ShouldNotContain("s3cret");
        AlertingFile.Read(_folder.File("alerts.yaml"), isUsed: false).Channels.Length.ShouldBe(2);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<NodeStartException>(() => AlertingFile.Read(_folder.File("nothing.yaml"), isUsed: false)).Message.ShouldStartWith($"--alerts {_folder.File("nothing.yaml")}: ");

    [Fact]
    public void What_is_shown_has_all_defaults_and_no_more_of_a_URL_than_its_host()
    {
        var shown = JsonNode.Parse(AlertingJson.Write(AlertingReader.FromYaml(Good).Options!))!;

        shown["channels"]![1]!["url"]!.GetValue<string>().ShouldBe("https://ops.example/…");
        shown["channels"]![0]!["url"]!.GetValue<string>().ShouldBe("env:SLACK");
        shown["rules"]![0]!["repeat_interval"]!.GetValue<string>().ShouldBe("4h");
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
