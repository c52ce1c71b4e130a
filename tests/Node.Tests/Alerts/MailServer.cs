using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Net;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>A mail as it was taken.</summary>
internal sealed record Mail(MimeMessage Message, bool IsEncrypted, string? User);

/// <summary>A mail server that keeps what it is sent.</summary>
internal sealed class MailServer : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<Mail> _mails = new();
    private readonly SmtpResponse _answer;
    private Task _server = Task.CompletedTask;

    private MailServer(SmtpResponse answer) => _answer = answer;

    public X509Certificate2 Certificate { get; } = MakeCertificate();

    public IReadOnlyCollection<Mail> Mails => _mails;

    public int Port { get; private set; }

    /// <summary>Starts it.</summary>
    /// <param name="isEncrypted">True when it knows STARTTLS.</param>
    /// <param name="login">The name and password that it asks for; null for nobody's.</param>
    /// <param name="answer">What it says to a mail; that it is taken without.</param>
    public static async Task<MailServer> StartAsync(bool isEncrypted = true, (string User, string Password)? login = null, SmtpResponse? answer = null)
    {
        var server = new MailServer(answer ?? SmtpResponse.Ok);
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)).AuthenticationRequired(login is not null).AllowUnsecureAuthentication(false);
            if (isEncrypted)
                endpoint.Certificate(server.Certificate);
        }).Build();
        var listeners = new EndpointListenerFactory();
        listeners.EndpointStarted += (_, started) => server._port.TrySetResult(started.LocalEndPoint switch
        {
            IPEndPoint { Port: var port } => port,
            var other => throw new InvalidOperationException($"{other} is no address."),
        });
        var services = new ServiceProvider();
        services.Add((IEndpointListenerFactory)listeners);
        services.Add((IMessageStore)server);
        if (login is var (user, password))
            services.Add((IUserAuthenticator)new DelegatingUserAuthenticator((name, given) => name == user && given == password));
        server._server = new SmtpServer.SmtpServer(options, services).StartAsync(server._stop.Token);
        server.Port = await server._port.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return server;
    }

    public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream(buffer.ToArray());
        if (_answer == SmtpResponse.Ok)
            _mails.Enqueue(new Mail(MimeMessage.Load(text, cancellationToken), context.Pipe.IsSecure, context.Authentication.IsAuthenticated ? context.Authentication.User : null));
        return Task.FromResult(_answer);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _server.WaitAsync(TimeSpan.FromSeconds(30));
        }
        catch (OperationCanceledException)
        {
        }

        Certificate.Dispose();
        _stop.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
