using System.Net;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Outbound;
using AkkaApiBench.Providers.Tests.Http;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Outbound;

public sealed class OutboundAddressPolicyTests
{
    private static readonly OutboundAddressPolicy Strict = OutboundAddressPolicy.Restricted([]);

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/", "loopback as one decimal number")]
    [InlineData("http://0x7f000001/", "hexadecimal")]
    [InlineData("http://0177.0.0.1/", "octal")]
    [InlineData("http://127.1/", "short")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::]/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://[::ffff:127.0.0.1]/", "IPv4 mapped")]
    [InlineData("http://[::ffff:a9fe:a9fe]/", "metadata, mapped")]
    [InlineData("http://[::127.0.0.1]/", "IPv4 compatible")]
    [InlineData("http://[64:ff9b::169.254.169.254]/", "NAT64")]
    [InlineData("http://[2002:7f00:1::]/", "6to4")]
    [InlineData("http://[2001:0:7f00:1::]/", "Teredo")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://169。254。169。254/", "ideographic full stops")]
    [InlineData("http://①⑥⑨.②⑤④.①⑥⑨.②⑤④/", "circled digits")]
    [InlineData("http://1.1.1.1@169.254.169.254/", "a user that looks like the host")]
    [InlineData("http://100.100.100.200/")]
    [InlineData("http://168.63.129.16/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[fe80::1%251]/", "with a scope")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://[fc00::1]/")]
    [InlineData("http://224.0.0.1/")]
    [InlineData("http://255.255.255.255/")]
    [InlineData("http://localhost/")]
    public async Task A_URL_that_leads_inside_is_refused_however_it_is_spelled(string url, string trick = "") =>
        (await Strict.With(ResolveHere).WhyNotAsync(new Uri(url), default)).ShouldNotBeNull(trick);

    [Theory]
    [InlineData("http://1.1.1.1/")]
    [InlineData("http://172.32.0.1/")]
    [InlineData("http://[2606:4700::1111]/")]
    public async Task A_public_address_is_allowed(string url) => (await Strict.WhyNotAsync(new Uri(url), default)).ShouldBeNull();

    [Theory]
    [InlineData("10.0.0.0/8", "http://10.1.2.3/", true)]
    [InlineData("10.1.2.3", "http://10.1.2.3/", true)]
    [InlineData("10.1.2.3", "http://10.1.2.4/", false)]
    [InlineData("10.0.0.0/8", "http://[::ffff:10.1.2.3]/", true)]
    [InlineData("inside.example", "http://INSIDE.example./", true)]
    [InlineData("inside.example", "http://other.example/", false)]
    [InlineData("0.0.0.0/0", "http://127.0.0.1/", true)]
    [InlineData("0.0.0.0/0", "http://169.254.169.254/", false)]
    [InlineData("metadata.example", "http://metadata.example/", false)]
    [InlineData("169.254.169.254", "http://169.254.169.254/", true)]
    [InlineData("169.254.0.0/16", "http://metadata.example/", true)]
    public async Task An_allow_list_opens_what_it_names_and_metadata_only_by_its_own_address(string entry, string url, bool isAllowed)
    {
        OutboundAddressPolicy.IsEntry(entry).ShouldBeTrue();
        var policy = OutboundAddressPolicy.Restricted([entry]).With((host, _) => Task.FromResult(
            new[] { IPAddress.Parse(host.StartsWith("metadata", StringComparison.Ordinal) ? "169.254.169.254" : "10.9.9.9") }));

        ((await policy.WhyNotAsync(new Uri(url), default)) is null).ShouldBe(isAllowed);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("http://inside.example")]
    [InlineData("*.example")]
    [InlineData("")]
    public void What_is_no_address_network_or_host_is_no_entry(string text) => OutboundAddressPolicy.IsEntry(text).ShouldBeFalse();

    [Fact]
    public void A_mapped_address_is_judged_as_the_one_that_it_stands_for() => Gen.UInt.Select(number => new IPAddress(BitConverter.GetBytes(number))).Sample(
        address => (Strict.WhyNot("h", address) is null) == (Strict.WhyNot("h", address.MapToIPv6()) is null));

    [Fact]
    public async Task A_name_that_leads_elsewhere_when_it_is_connected_to_is_refused_then()
    {
        await using var server = new ScriptedServer(_ => Task.CompletedTask);
        var lookUps = 0;
        // The first answer is for whoever looks before; the next leads inside.
        var policy = Strict.With((_, _) => Task.FromResult(new[] { IPAddress.Parse(lookUps++ == 0 ? "1.1.1.1" : "127.0.0.1") }));
        var url = new UriBuilder(server.Url) { Host = "rebind.example" }.Uri;
        (await policy.WhyNotAsync(url, default)).ShouldBeNull();

        using var client = LlmClient.Create(Bench.Target(url), Bench.Workload(), Bench.Keys, outbound: policy);
        var failure = await client.OpenConnectionsAsync(1, default);

        failure.ShouldNotBeNull().Kind.ShouldBe(ErrorKind.Connect);
        failure.Message.ShouldContain("--allow-outbound");
        failure.Message.ShouldNotContain("127.0.0.1");
        using var http = new HttpClient(policy.CreateHandler());
        var error = await Should.ThrowAsync<HttpRequestException>(() => http.GetAsync(url));
        error.InnerException.ShouldBeOfType<OutboundRefusedException>();
    }

    [Fact]
    public async Task Only_good_addresses_of_a_name_are_connected_to()
    {
        var policy = Strict.With((_, _) => Task.FromResult(new[] { IPAddress.Parse("10.0.0.1"), IPAddress.Parse("1.1.1.1") }));

        (await policy.ResolveAsync("both.example", default)).ShouldBe([IPAddress.Parse("1.1.1.1")]);
    }

    [Fact]
    public async Task A_redirect_to_metadata_is_not_followed()
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://169.254.169.254/latest/\r\nContent-Length: 0\r\n\r\n");
        });
        using var http = new HttpClient(OutboundAddressPolicy.Restricted(["127.0.0.1"]).CreateHandler());

        using var body = new StringContent("{}");
        using var response = await http.PostAsync(server.Url, body);

        response.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
    }

    private static Task<IPAddress[]> ResolveHere(string host, CancellationToken cancellation) =>
        Task.FromResult<IPAddress[]>(IPAddress.TryParse(host, out var address) ? [address] : [IPAddress.Loopback]);
}
