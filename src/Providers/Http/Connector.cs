using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Outbound;

namespace AkkaApiBench.Providers.Http;

/// <summary>Opens connections to one place phase by phase, so that each is timed and its failure told apart.</summary>
internal sealed class Connector(Uri place, TimeSpan timeout, HttpChoice http, X509ChainPolicy? trust = null, OutboundAddressPolicy? outbound = null)
{
    private readonly OutboundAddressPolicy _outbound = outbound ?? OutboundAddressPolicy.Unrestricted;
    private readonly string _host = place.IdnHost;

    private SslApplicationProtocol Spoken => http is HttpChoice.Version2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11;

    /// <summary>Opens a connection: plain, or with TLS done when the place is https.</summary>
    /// <exception cref="ConnectionException">It could not be opened, for the reason told.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public async Task<OpenConnection> OpenAsync(CancellationToken stop)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(timeout);
        try
        {
            var start = Stopwatch.GetTimestamp();
            var isAddress = IPAddress.TryParse(_host.Trim('[', ']'), out _);
            var addresses = await ResolveAsync(deadline.Token).ConfigureAwait(false);
            var resolved = Stopwatch.GetTimestamp();
            var socket = await ConnectAsync(addresses, deadline.Token).ConfigureAwait(false);
            var connected = Stopwatch.GetTimestamp();
            var stream = new NetworkStream(socket, ownsSocket: true);
            TimeSpan? dns = isAddress ? null : Stopwatch.GetElapsedTime(start, resolved);
            var connect = Stopwatch.GetElapsedTime(resolved, connected);
            if (place.Scheme != Uri.UriSchemeHttps)
                return new OpenConnection(stream, socket, new ConnectionTimes(dns, connect, null));

            var secured = await SecureAsync(stream, deadline.Token).ConfigureAwait(false);
            return new OpenConnection(secured, socket, new ConnectionTimes(dns, connect, Stopwatch.GetElapsedTime(connected)));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ConnectionException(ErrorKind.TimeoutConnect,
                $"no connection to {place.Authority} within {Durations.Format(timeout)}");
        }
    }

    private async Task<IPAddress[]> ResolveAsync(CancellationToken stop)
    {
        try
        {
            return await _outbound.ResolveAsync(_host, stop).ConfigureAwait(false) is { Length: > 0 } addresses
                ? addresses
                : throw new ConnectionException(ErrorKind.Dns, $"the host name {_host} has no address");
        }
        catch (OutboundRefusedException e)
        {
            throw new ConnectionException(ErrorKind.Connect, e.Message, e);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new ConnectionException(ErrorKind.Dns, $"the host name {_host} cannot be resolved: {e.Message}", e);
        }
    }

    private async Task<Socket> ConnectAsync(IPAddress[] addresses, CancellationToken stop)
    {
        SocketException? failure = null;
        foreach (var address in addresses)
        {
            Socket? socket = null;
            try
            {
                socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(new IPEndPoint(address, place.Port), stop).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException e)
            {
                socket?.Dispose();
                failure = e;
            }
            catch (OperationCanceledException)
            {
                socket?.Dispose();
                throw;
            }
        }

        throw new ConnectionException(ErrorKind.Connect, $"no connection to {place.Authority}: {failure!.Message}", failure);
    }

    private async Task<SslStream> SecureAsync(NetworkStream stream, CancellationToken stop)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await secured.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = _host.Trim('[', ']'),
                    ApplicationProtocols = [Spoken],
                    CertificateChainPolicy = trust,
                },
                stop).ConfigureAwait(false);
            // A server without ALPN speaks HTTP/1.1.
            return http is HttpChoice.Version11 || secured.NegotiatedApplicationProtocol == Spoken ? secured : throw new AuthenticationException(
                "the server does not offer HTTP/2 (ALPN h2); ask it with http: 1.1");
        }
        catch (Exception e) when (e is AuthenticationException or IOException or SocketException)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw new ConnectionException(ErrorKind.Tls, $"no TLS with {place.Authority}: {(e.InnerException ?? e).Message}", e);
        }
        catch (OperationCanceledException)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
