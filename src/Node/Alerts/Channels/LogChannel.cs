namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>The log of the node.</summary>
internal sealed partial class LogChannel(ILogger<LogChannel> log) : IAlertChannel
{
    public Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        foreach (var alert in message.Alerts)
            Told(message.Title, alert.Id, alert.Severity, alert.Summary);
        return Task.FromResult<Delivery>(new Delivery.Done("logged"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Title}: {Severity} {Summary} (alert {Alert})")]
    private partial void Told(string title, string alert, Messages.Anomalies.Severity severity, string summary);
}
