using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>Posts JSON for channels, and says what the answer comes to.</summary>
/// <param name="makeHandler">Makes what connects: it decides where may be sent to, and follows no redirect.</param>
/// <param name="time">The clock.</param>
internal sealed class ChannelHttp(Func<HttpMessageHandler> makeHandler, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(6);

    private readonly HttpClient _http = new(makeHandler()) { Timeout = AnswerTime };

    public async Task<Delivery> PostAsync(string url, byte[] json, IEnumerable<KeyValuePair<string, string>> headers, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return new Delivery.Refused("the channel's URL is no http or https URL");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(json) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            foreach (var (name, value) in headers)
                request.Headers.Add(name, value);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return Judge(response);
        }
        // What these say may name the URL, which may be secret.
        catch (HttpRequestException e)
        {
            return new Delivery.Again($"no answer: {e.HttpRequestError}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery.Again(string.Create(CultureInfo.InvariantCulture, $"no answer in {AnswerTime.TotalSeconds:0} s"));
        }
    }

    public void Dispose() => _http.Dispose();

    private Delivery Judge(HttpResponseMessage response)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}");
        if (response.IsSuccessStatusCode)
            return new Delivery.Done(said);
        var isPassing = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500;
        return isPassing ? new Delivery.Again(said, AfterOf(response.Headers.RetryAfter)) : new Delivery.Refused(said);
    }

    private TimeSpan? AfterOf(RetryConditionHeaderValue? header) =>
        (header?.Delta ?? (header?.Date - time.GetUtcNow())) is { } after ? TimeSpan.FromTicks(Math.Clamp(after.Ticks, 0, LongestRetryAfter.Ticks)) : null;
}
