using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Preflight;

/// <summary>Tells whether targets can be reached.</summary>
internal interface IReachability
{
    /// <summary>Why a target cannot be reached; null when it can.</summary>
    Task<string?> WhyUnreachableAsync(Target target, CancellationToken cancellation);
}

/// <summary>Asks a target's base URL, without a key: whatever it answers, it is there.</summary>
internal sealed class HttpReachability(TimeSpan patience) : IReachability, IDisposable
{
    private readonly HttpClient _http = new() { Timeout = patience };

    public void Dispose() => _http.Dispose();

    public async Task<string?> WhyUnreachableAsync(Target target, CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.GetAsync(target.BaseUrl, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return null;
        }
        catch (HttpRequestException error)
        {
            return HttpFailures.Reason(error);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"no answer in {patience.TotalSeconds:0.#} s");
        }
    }
}
