using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Outbound;
using AkkaApiBench.Providers.Prompts;

namespace AkkaApiBench.Providers.Http;

/// <summary>
/// Measures one target with one workload: holds its connections, encodes prompts, and opens lanes that send them.
/// HTTP/1.1 with one request at a time on a connection, or HTTP/2 where the target asks for it; no proxy, redirects, cookies, compression or retries, so that
/// what is measured is the provider and nothing between. Safe for several threads.
/// </summary>
public sealed class LlmClient : IDisposable
{
    private const int OpenedAtATime = 32;

    // What RFC 9113 (6.5.2) wants a server to allow at least, and servers do allow.
    private const int StreamsOfConnection = 100;

    private readonly ConnectionStock _connections;
    private readonly HttpMessageInvoker _http;
    private readonly PreparedRequest _request;
    private readonly bool _readsRateLimits;

    private LlmClient(PreparedRequest request, Connector connector, bool readsRateLimits)
    {
        _request = request;
        _readsRateLimits = readsRateLimits;
        _connections = new ConnectionStock(connector);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = (context, stop) => ConnectAsync(context.InitialRequestMessage, stop),
            // The connector has a limit of its own.
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            EnableMultipleHttp2Connections = true,
            MaxConnectionsPerServer = int.MaxValue,
            MaxResponseDrainSize = 0,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            UseCookies = false,
            RequestHeaderEncodingSelector = request.Http is HttpChoice.Version2 ? NoteHeaders : null,
            UseProxy = false,
        });
    }

    /// <summary>Makes a client; the keys are looked up now.</summary>
    /// <param name="target">What is measured.</param>
    /// <param name="workload">How each request asks; what it asks is prepared apart.</param>
    /// <param name="keys">Where the target's key references are resolved.</param>
    /// <param name="readsRateLimits">True to read rate limits from every response, not from errors only.</param>
    /// <param name="outbound">Where may be connected to; null for everywhere.</param>
    /// <exception cref="KeyUnavailableException">A key cannot be had.</exception>
    /// <exception cref="ArgumentException">The target's provider is not in the catalogue.</exception>
    public static LlmClient Create(Target target, Workload workload, IKeySource keys, bool readsRateLimits = false, OutboundAddressPolicy? outbound = null) =>
        Create(target, workload, keys, Presets.BuiltIn, readsRateLimits, outbound: outbound);

    internal static LlmClient Create(
        Target target, Workload workload, IKeySource keys, Presets presets, bool readsRateLimits = false, X509ChainPolicy? trust = null, OutboundAddressPolicy? outbound = null)
    {
        var preset = presets.Find(target.Provider) ?? throw new ArgumentException(
            $"provider: '{target.Provider}' is not allowed; allowed: {string.Join(", ", presets.Names)}", nameof(target));
        var request = new PreparedRequest(target, workload, [.. target.Keys.Select(keys.Resolve)], preset);
        return new LlmClient(request, new Connector(request.Address, workload.Timeouts.Connect, target.Http, trust, outbound), readsRateLimits);
    }

    /// <summary>
    /// Opens connections for the first requests to use, without sending anything on them. What fails here is told, and
    /// fails again with the requests that need the connection.
    /// </summary>
    /// <param name="requests">For how many requests at a time.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Why a connection could not be opened; null when all could.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public async Task<ConnectFailure?> OpenConnectionsAsync(int requests, CancellationToken stop)
    {
        var count = _request.Http is HttpChoice.Version2 ? (requests + StreamsOfConnection - 1) / StreamsOfConnection : requests;
        ConnectFailure? failure = null;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = OpenedAtATime, CancellationToken = enough.Token },
                async (_, ended) =>
                {
                    try
                    {
                        await _connections.AddAsync(ended).ConfigureAwait(false);
                    }
                    catch (ConnectionException e)
                    {
                        Interlocked.CompareExchange(ref failure, new ConnectFailure(e.Kind, e.Message), null);
                        await enough.CancelAsync().ConfigureAwait(false);
                    }
                }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (failure is not null && !stop.IsCancellationRequested)
        {
            // One failure is enough: the others would have to wait for their time limits one after the other.
        }

        return failure;
    }

    /// <summary>What its requests ask whom.</summary>
    public Operation Operation => _request.Operation;

    /// <summary>Encodes what a request is to ask, and counts its tokens. Not for the time of measuring.</summary>
    public PreparedPrompt Prepare(Prompt prompt) => _request.Prepare(prompt);

    /// <summary>Opens a lane, which sends one request at a time.</summary>
    public LlmLane OpenLane() => new(_http, _request, _readsRateLimits);

    /// <summary>Opens a lane for another request, over the same connections, and prepares what it is to send.</summary>
    public (LlmLane Lane, PreparedPrompt Prompt) OpenLane(RequestVariation variation)
    {
        var request = _request.With(variation);
        return (new LlmLane(_http, request, _readsRateLimits || variation.ReadsRateLimits), request.PrepareOwn(variation));
    }

    /// <summary>How many connections were opened so far.</summary>
    public int ConnectionsOpened => _connections.Opened;

    /// <summary>Gives the times of a connection that was opened, each once; ask until there are no more.</summary>
    public bool TryTakeConnectionTimes(out ConnectionTimes times) => _connections.TryTakeTimes(out times);

    /// <summary>Closes all connections. Lanes are not usable afterwards.</summary>
    public void Dispose()
    {
        _http.Dispose();
        _connections.Dispose();
    }

    private async ValueTask<Stream> ConnectAsync(HttpRequestMessage message, CancellationToken stop)
    {
        var opened = await _connections.TakeAsync(stop).ConfigureAwait(false);
        ((MeasuredContent)message.Content!).NoteConnection(opened.Times);
        return opened.Stream;
    }

    /// <summary>
    /// In HTTP/2 the body is asked for when headers may be on their way already. The handler asks for their encoding as it writes
    /// them into its buffer, one by one, in the thread that has a stream for them.
    /// </summary>
    private static Encoding? NoteHeaders(string name, HttpRequestMessage message)
    {
        if (name == PreparedRequest.FirstHeader)
            ((MeasuredContent)message.Content!).NoteHeaders();
        return null;
    }

    /// <summary>What is measured, without the key.</summary>
    public override string ToString() => _request.Address.ToString();
}
