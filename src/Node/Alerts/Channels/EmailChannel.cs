using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Alerts.Configuration;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>Electronic mail by SMTP, as text and as HTML.</summary>
/// <param name="options">The server and the addresses.</param>
/// <param name="time">The clock.</param>
/// <param name="isTrusted">Judges the server's certificate; null for the system's own judgement.</param>
internal sealed class EmailChannel(EmailOptions options, TimeProvider time, RemoteCertificateValidationCallback? isTrusted = null) : IAlertChannel
{
    private const int AnswerMilliseconds = 30_000;

    public async Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        using var mail = MailOf(message);
        using var client = new SmtpClient { Timeout = AnswerMilliseconds, CheckCertificateRevocation = false };
        if (isTrusted is not null)
            client.ServerCertificateValidationCallback = isTrusted;
        try
        {
            await client.ConnectAsync(options.Host, options.Port, SecurityOf(options.Security), cancellation);
            if (options is { UserName: { } user, Password: { } password })
                await client.AuthenticateAsync(new NetworkCredential(user, SecretReader.Read(password)), cancellation);
            await client.SendAsync(mail, cancellation);
            await client.DisconnectAsync(quit: true, CancellationToken.None);
            return new Delivery.Done("taken by the mail server");
        }
        catch (SmtpCommandException e)
        {
            // RFC 5321: 5yz are permanent.
            var said = FormattableString.Invariant($"SMTP {(int)e.StatusCode}");
            return (int)e.StatusCode >= 500 ? new Delivery.Refused(said) : new Delivery.Again(said);
        }
        catch (Exception e) when (e is System.Security.Authentication.AuthenticationException or MailKit.Security.AuthenticationException)
        {
            return new Delivery.Refused("the mail server refuses the name or password");
        }
        catch (Exception e) when (e is NotSupportedException)
        {
            return new Delivery.Refused("the mail server does not do what the channel's security asks for");
        }
        catch (Exception e) when (e is SslHandshakeException)
        {
            return new Delivery.Again("the mail server's certificate is not trusted, or it speaks no TLS");
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or ServiceNotConnectedException or TimeoutException)
        {
            return new Delivery.Again("the mail server does not answer");
        }
    }

    private MimeMessage MailOf(AlertMessage message)
    {
        var mail = new MimeMessage { Subject = message.Title, Date = time.GetUtcNow(), MessageId = $"{message.Id}@apibench" };
        mail.From.Add(MailboxAddress.Parse(options.From));
        mail.To.AddRange(options.To.Select(MailboxAddress.Parse));
        mail.Body = new BodyBuilder { TextBody = TextOf(message), HtmlBody = HtmlOf(message) }.ToMessageBody();
        return mail;
    }

    private static string TextOf(AlertMessage message)
    {
        var text = new StringBuilder(message.Title).Append("\n\n");
        foreach (var alert in message.Alerts)
        {
            text.Append(message.Resolved.Contains(alert) ? "resolved" : AnomalyNames.Of(alert.Severity)).Append(": ").Append(alert.Summary)
                .Append("\n  since ").Append(alert.StartsAt.UtcDateTime.ToString("u")).Append('\n');
            foreach (var (name, value) in alert.Labels)
                text.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
            if (message.ChartOf(alert) is { } chart)
                text.Append("  ").Append(chart.AbsoluteUri).Append('\n');
        }

        return text.ToString();
    }

    private static string HtmlOf(AlertMessage message)
    {
        var html = new StringBuilder("<!doctype html><html><body><h3>").Append(WebUtility.HtmlEncode(message.Title)).Append("</h3><ul>");
        foreach (var alert in message.Alerts)
        {
            html.Append("<li><b>").Append(message.Resolved.Contains(alert) ? "resolved" : AnomalyNames.Of(alert.Severity)).Append("</b> ")
                .Append(WebUtility.HtmlEncode(alert.Summary));
            if (message.ChartOf(alert) is { } chart)
                html.Append(" <a href=\"").Append(WebUtility.HtmlEncode(chart.AbsoluteUri)).Append("\">chart</a>");
            html.Append("</li>");
        }

        return html.Append("</ul></body></html>").ToString();
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };
}
