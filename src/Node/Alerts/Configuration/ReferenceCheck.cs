using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Alerts.Channels;

namespace AkkaApiBench.Node.Alerts.Configuration;

/// <summary>Looks at the start whether what the configuration refers to is there. What stands there is never told.</summary>
internal static class ReferenceCheck
{
    /// <summary>What is wrong.</summary>
    public static IEnumerable<PlanError> ErrorsOf(AlertingOptions options) =>
        from channel in options.Channels.Select((channel, index) => (Of: channel, Path: FormattableString.Invariant($"channels[{index}]")))
        from error in new[]
        {
            ErrorOf($"{channel.Path}.url", channel.Of.Url, "an http or https URL", () => AlertingReader.IsUrl(ChannelUrl.Read(channel.Of.Url!))),
            ErrorOf(
                $"{channel.Path}.{(channel.Of.Type is ChannelType.PagerDuty ? "routing_key" : "secret")}", channel.Of.Secret, "a secret: text, or base64 behind whsec_",
                () => channel.Of.Type is ChannelType.PagerDuty ? SecretReader.Read(channel.Of.Secret!).Length > 0 : WebhookChannel.KeyOf(SecretReader.Read(channel.Of.Secret!)).Length > 0),
            ErrorOf($"{channel.Path}.password", channel.Of.Email?.Password, "a password", () => SecretReader.Read(channel.Of.Email!.Password!).Length > 0),
        }
        where error is not null
        select error;

    private static PlanError? ErrorOf(string path, string? text, string allowed, Func<bool> isGood)
    {
        if (text is null)
            return null;
        try
        {
            return isGood() ? null : new PlanError(path, $"what {text} leads to", allowed);
        }
        catch (SecretUnavailableException error)
        {
            return new PlanError(path, $"'{error.Message}'", allowed);
        }
    }
}
