using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Protocols;
using AkkaApiBench.Simulator.Protocols.Anthropic;
using AkkaApiBench.Simulator.Protocols.Cohere;
using AkkaApiBench.Simulator.Protocols.Gemini;
using AkkaApiBench.Simulator.Protocols.Ollama;
using AkkaApiBench.Simulator.Protocols.OpenAi;
using AkkaApiBench.Simulator.Serving;
using AkkaApiBench.Simulator.Timing;
using AkkaApiBench.Simulator.Truth;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace AkkaApiBench.Simulator;

/// <summary>A provider as it is reached.</summary>
/// <param name="Profile">The provider.</param>
/// <param name="BaseUrl">Its base URL, such as <c>http://127.0.0.1:8080/groq/v1</c>.</param>
public sealed record SimulatedEndpoint(Profile Profile, Uri BaseUrl);

/// <summary>Simulated providers, served over HTTP until disposed.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private const long LargestBody = 32 * 1024 * 1024;

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(250);

    private readonly WebApplication _application;
    private readonly PreciseScheduler _scheduler = new();
    private readonly IReadOnlyList<SimulatedProvider> _providers;
    private readonly TimeProvider _time;

    private SimulatorHost(SimulatorOptions options)
    {
        _time = options.Time;
        _providers = [.. options.Profiles.Select(profile =>
            new SimulatedProvider(profile, options.Seed, options.Time))];
        Truth = new TruthLog(options.TruthCapacity, options.KeepsBodies);
        _application = Build(options);
        Map();
    }

    /// <summary>Where the simulator is reached on this machine, without a path: an address that means all becomes the loopback.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The providers and where they are reached.</summary>
    public IReadOnlyList<SimulatedEndpoint> Endpoints { get; private set; } = [];

    /// <summary>What was really done with the latest requests.</summary>
    public TruthLog Truth { get; }

    /// <summary>All protocols; of those of one kind the first tells the base URL and lists the models.</summary>
    private static IProtocol[] Protocols { get; } =
    [
        new ChatCompletionsApi(), new ResponsesApi(), new TextCompletionsApi(), new EmbeddingsApi(),
        new AnthropicProtocol(), new GeminiProtocol(), new CohereProtocol(), new OllamaProtocol(),
    ];

    /// <summary>Starts to serve.</summary>
    /// <exception cref="ArgumentException">A profile cannot be served, or two have one name.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<SimulatorHost> StartAsync(SimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatorOptions();
        ProfileRules.Check(options.Profiles);
        if (options.Profiles.Any(profile => profile.Counting.IsO200k))
            PromptTokens.Load();
        var host = new SimulatorHost(options);
        try
        {
            await host._application.StartAsync(cancellationToken);
            host.Address = new Uri(host._application.Urls.First().Replace("//0.0.0.0:", "//127.0.0.1:", StringComparison.Ordinal).Replace("//[::]:", "//[::1]:", StringComparison.Ordinal));
            host.Endpoints = [.. options.Profiles.Select(profile =>
                new SimulatedEndpoint(profile, new Uri(host.Address, $"/{profile.Name}{Speaking(profile).First().BasePath}")))];
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The base URL of a profile.</summary>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public Uri BaseUrlOf(string profile) =>
        Endpoints.FirstOrDefault(endpoint => endpoint.Profile.Name == profile)?.BaseUrl
        ?? throw new ArgumentException($"No profile '{profile}'; there are {string.Join(", ", Endpoints.Select(endpoint => endpoint.Profile))}.", nameof(profile));

    /// <summary>The counters of every profile.</summary>
    public IReadOnlyList<ProfileStats> Stats() =>
        [.. _providers.Select(provider => provider.Current.Counters.Snapshot(provider.Profile.Name))];

    /// <summary>Begins anew: clocks, limits, counters, request numbers and truth. Requests in flight end as they were planned.</summary>
    public void Reset()
    {
        foreach (var provider in _providers)
            provider.Reset();
        Truth.Clear();
    }

    /// <summary>Stops to serve; requests in flight are broken off.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var timeout = new CancellationTokenSource(ShutdownTimeout))
            await _application.StopAsync(timeout.Token);
        await _application.DisposeAsync();
        _scheduler.Dispose();
    }

    private static WebApplication Build(SimulatorOptions options)
    {
        // An empty builder: neither configuration nor logging nor signals of the process that embeds it concern the simulator.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(options.Address, options.Port, listen => listen.Protocols = options.Http2 ? HttpProtocols.Http2 : HttpProtocols.Http1);
        });
        builder.Services.Configure<SocketTransportOptions>(sockets =>
        {
            sockets.NoDelay = true;
            sockets.Backlog = 4096;
            // A flush is a send, in the thread that flushes.
            sockets.UnsafePreferInlineScheduling = true;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    private void Map()
    {
        _application.Use(Arrival.NoteAsync);
        _application.UseRouting();
        foreach (var provider in _providers)
        {
            foreach (var protocol in Speaking(provider.Profile))
                _application.Map($"/{provider.Profile.Name}{protocol.Path}", EndpointOf(protocol, [provider]).AnswerAsync);
            var first = Speaking(provider.Profile).First();
            _application.Map($"/{provider.Profile.Name}{first.ModelsPath}", EndpointOf(first, [provider]).ListModelsAsync);
            _application.Map($"/{provider.Profile.Name}/{{**path}}", context => Responses.RefuseAsync(
                context, first, NothingAt(context), TruthLog.NewId(), provider.Profile.RefusalStatus));
        }

        MapShared();
        new ControlEndpoints(this).Map(_application);
        _application.Map("/{**path}", context => Responses.RefuseAsync(context, Protocols[0], NothingAt(context), TruthLog.NewId()));
    }

    private ApiError NothingAt(HttpContext context) => new(ApiErrorKind.NotFound, $"Nothing is served at {context.Request.Path}; there are "
        + string.Join(", ", _providers.SelectMany(provider =>
            Speaking(provider.Profile).Select(protocol => $"/{provider.Profile.Name}{protocol.Path}"))) + ".");

    /// <summary>Maps the vendors' own paths, where the model's name chooses among the profiles.</summary>
    private void MapShared()
    {
        var all = Protocols
            .Select(protocol => (Protocol: protocol, Providers: _providers.Where(provider => provider.Profile.Protocol == protocol.Kind).ToList()))
            .Where(served => served.Providers.Count > 0)
            .Select(served => (served.Protocol, Endpoint: EndpointOf(served.Protocol, served.Providers)))
            .ToList();
        foreach (var (protocol, endpoint) in all)
            _application.Map(protocol.Path, endpoint.AnswerAsync);

        // Several vendors have the same path for their lists; Anthropic's clients always send their header.
        foreach (var sharing in all.GroupBy(served => served.Protocol.ModelsPath, served => (served.Protocol.Kind, served.Endpoint)))
        {
            _application.Map(sharing.Key, context =>
            {
                var isAnthropic = context.Request.Headers.ContainsKey(AnthropicProtocol.VersionHeader);
                var wanted = sharing.Where(served => served.Kind is WireProtocol.Anthropic == isAnthropic);
                return wanted.Concat(sharing).First().Endpoint.ListModelsAsync(context);
            });
        }
    }

    private static IEnumerable<IProtocol> Speaking(Profile profile) => Protocols.Where(protocol => protocol.Kind == profile.Protocol);

    private ProviderEndpoint EndpointOf(IProtocol protocol, IReadOnlyList<SimulatedProvider> providers) =>
        new(protocol, providers, Truth, _scheduler, _time);

    /// <summary>A host that listens to no signals.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
