using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;

namespace AkkaApiBench.Providers.Http;

/// <summary>Tells before a run whether a target can be reached at all.</summary>
public static class Precheck
{
    /// <summary>Opens a connection to the target's base URL, with TLS where it is https, and closes it without a request.</summary>
    /// <returns>Why it cannot be reached; null when it can.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public static async Task<ConnectFailure?> RunAsync(Target target, TimeSpan timeout, CancellationToken stop)
    {
        try
        {
            await using var opened = await new Connector(target.BaseUrl, timeout, target.Http).OpenAsync(stop).ConfigureAwait(false);
            return null;
        }
        catch (ConnectionException e)
        {
            return new ConnectFailure(e.Kind, e.Message);
        }
    }
}
