using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Node.Alerts.Channels;
using AkkaApiBench.Node.Alerts.Configuration;
using SmtpServer.Protocol;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>Mail, against a server that speaks SMTP.</summary>
public sealed class EmailChannelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_mail_goes_encrypted_with_a_login_and_says_it_as_text_and_as_HTML()
    {
        await using var server = await MailServer.StartAsync(login: ("bench", "s3cret"));

        (await SendAsync(server, MailSecurity.StartTls, password: "s3cret")).ShouldBeOfType<Delivery.Done>();

        var mail = server.Mails.ShouldHaveSingleItem();
        (mail.IsEncrypted, mail.User).ShouldBe((true, "bench"));
        mail.Message.Subject.ShouldBe("[FIRING:1] slow (openai/gpt)");
        mail.Message.From.ToString().ShouldBe("apibench@example.com");
        mail.Message.To.Select(to => to.ToString()).ShouldBe(["ops@example.com", "boss@example.com"]);
        mail.Message.MessageId.ShouldBe("msg_1@apibench");
        mail.Message.TextBody!.ShouldContain("HIGH: latency is <twice> as high & rising");
        mail.Message.TextBody!.ShouldContain("https://bench.example/targets/openai%2Fgpt");
        mail.Message.HtmlBody!.ShouldContain("latency is &lt;twice&gt; as high &amp; rising");
    }

    [Fact]
    public async Task Nothing_is_sent_to_a_server_without_encryption_unless_that_is_wanted()
    {
        await using var server = await MailServer.StartAsync(isEncrypted: false);

        (await SendAsync(server, MailSecurity.StartTls)).ShouldBeOfType<Delivery.Refused>().Detail.ShouldContain("security");
        server.Mails.ShouldBeEmpty();

        (await SendAsync(server, MailSecurity.None)).ShouldBeOfType<Delivery.Done>();
        server.Mails.ShouldHaveSingleItem().IsEncrypted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        await using var server = await MailServer.StartAsync();

        (await SendAsync(server, MailSecurity.StartTls, trusts: false)).ShouldBeOfType<Delivery.Again>().Detail.ShouldContain("certificate");
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_not_told()
    {
        await using var server = await MailServer.StartAsync(login: ("bench", "s3cret"));

        var refused = (await SendAsync(server, MailSecurity.StartTls, password: "wr0ng")).ShouldBeOfType<Delivery.Refused>();

        refused.Detail.ShouldContain("name or password");
        refused.Detail.ShouldNotContain("wr0ng");
    }

    [Fact]
    public async Task A_full_mailbox_is_tried_again_and_an_unknown_one_is_not()
    {
        await using var full = await MailServer.StartAsync(answer: new SmtpResponse((SmtpReplyCode)452, "try later"));
        await using var unknown = await MailServer.StartAsync(answer: SmtpResponse.MailboxUnavailable);

        (await SendAsync(full, MailSecurity.StartTls)).ShouldBeOfType<Delivery.Again>().Detail.ShouldBe("SMTP 452");
        (await SendAsync(unknown, MailSecurity.StartTls)).ShouldBeOfType<Delivery.Refused>().Detail.ShouldBe("SMTP 550");
    }

    private async Task<Delivery> SendAsync(MailServer server, MailSecurity security, string? password = null, bool trusts = true)
    {
        if (password is not null)
            await File.WriteAllTextAsync(_folder.File("password"), password);
        var options = new EmailOptions(
            "127.0.0.1", server.Port, security, "apibench@example.com", ["ops@example.com", "boss@example.com"],
            password is null ? null : "bench", password is null ? null : $"file:{_folder.File("password")}");
        var channel = new EmailChannel(options, TimeProvider.System, trusts ? (_, certificate, _, _) => certificate?.GetCertHashString() == server.Certificate.GetCertHashString() : null);
        return await channel.SendAsync(SampleAlerts.Message(NotificationKind.Firing, [SampleAlerts.Alert("openai/gpt")]), CancellationToken.None);
    }
}
