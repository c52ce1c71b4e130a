using AkkaApiBench.Node.Tests.Alerts;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>A node whose alerts go to a receiver.</summary>
public sealed class AlertBench : BenchFixture
{
    internal const string Secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    internal Receiver Receiver { get; private set; } = null!;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private protected override async Task<string?> WriteAlertsAsync(TemporaryFolder folder)
    {
        Receiver = await Receiver.StartAsync();
        await File.WriteAllTextAsync(folder.File("secret"), Secret);
        await File.WriteAllTextAsync(folder.File("alerts.yaml"), $"""
            external_url: https://bench.example
            group_by: [alertname, target, plan]
            group_wait: 0s
            group_interval: 0s
            channels:
              - name: hook
                type: webhook
                url: {Receiver.UrlOf("/hook")}
                secret: file:{folder.File("secret")}
              - name: gone
                type: webhook
                url: http://127.0.0.1:9/
            rules:
              - name: spikes
                on: anomaly
                channels: [hook]
              - name: missed
                on: threshold
                severity: CRITICAL
                channels: [hook]
              - name: money
                on: budget
                channels: [hook]
            """);
        return folder.File("alerts.yaml");
    }
}
