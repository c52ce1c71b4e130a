using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AkkaApiBench.Cluster.Tests.Telemetry;

/// <summary>The alert rules that come with the product.</summary>
public sealed class AlertRuleTests
{
    private static string Folder => Path.Combine(Repository.Root, "k8s", "monitoring");

    [PromtoolFact]
    public async Task Prometheus_takes_the_rules() => await PromtoolAsync("check", "rules", "alerts.yaml");

    [PromtoolFact]
    public async Task Rules_fire_when_they_should_and_not_before() => await PromtoolAsync("test", "rules", "alerts.test.yaml");

    [Fact]
    public async Task Every_rule_is_tested_and_has_a_runbook()
    {
        var rules = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Folder, "alerts.yaml")), @"- alert: (\w+)").Select(match => match.Groups[1].Value).ToList();
        var tests = await File.ReadAllTextAsync(Path.Combine(Folder, "alerts.test.yaml"));
        var operations = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operations.md"));

        rules.ShouldNotBeEmpty();
        rules.ShouldAllBe(rule => tests.Contains($"alertname: {rule}", StringComparison.Ordinal) && operations.Contains($"`{rule}`", StringComparison.Ordinal));
    }

    private static async Task PromtoolAsync(params string[] args)
    {
        using var promtool = Process.Start(new ProcessStartInfo("promtool", args) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (promtool.StandardOutput.ReadToEndAsync(), promtool.StandardError.ReadToEndAsync());
        await promtool.WaitForExitAsync();
        promtool.ExitCode.ShouldBe(0, await output + await errors);
    }
}
