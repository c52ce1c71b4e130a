using AkkaApiBench.Node.Alerts.Configuration;

namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>Makes the channels that are configured.</summary>
internal sealed class AlertChannels(ChannelHttp http, ILoggerFactory logs, TimeProvider time)
{
    public IAlertChannel Of(ChannelOptions options) => options.Type switch
    {
        ChannelType.Webhook => new WebhookChannel(http, options.Url!, options.Secret, time),
        ChannelType.Slack => new SlackChannel(http, options.Url!),
        ChannelType.PagerDuty => new PagerDutyChannel(http, options.Url, options.Secret!),
        ChannelType.Teams => new TeamsChannel(http, options.Url!),
        ChannelType.Email => new EmailChannel(options.Email!, time),
        _ => new LogChannel(logs.CreateLogger<LogChannel>()),
    };
}
