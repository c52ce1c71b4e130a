using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>Nodes that show each other certificates.</summary>
public sealed class TlsTests : ProcessTests
{
    [Fact]
    public async Task Nodes_with_certificates_of_one_authority_are_a_cluster()
    {
        using var authority = new CertificateAuthority(Folder, "ours");
        await using var main = await Member.NodeAsync(Folder, "main", ["--roles", "coordinator,journal,gateway", .. authority.FlagsFor("main-node")]);
        await using var worker = await Member.NodeAsync(Folder, "worker", ["--roles", "worker", "--seed-nodes", main.Address, .. authority.FlagsFor("worker-node")]);
        using var api = main.OpenApi();

        var run = await api.SubmitAsync($$"""
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: latency, iterations: 5 } ]
            """);

        (await api.WatchToEndAsync(run.RunId)).Status.ShouldBe(RunStatus.Completed, main.Process.Said);
        main.Address.ShouldStartWith("akka.ssl.tcp://");
        main.Process.Errors.Text.ShouldContain($"{worker.Address} is up");
    }

    [Theory]
    [InlineData("no certificate")]
    [InlineData("another authority")]
    public async Task A_node_without_a_proper_certificate_is_kept_out(string lack)
    {
        using var ours = new CertificateAuthority(Folder, "ours");
        using var theirs = new CertificateAuthority(Folder, "theirs");
        string[] flags = lack == "no certificate" ? [] : theirs.FlagsFor("stranger");
        await using var main = await Member.NodeAsync(Folder, "main", ["--roles", "coordinator,journal,gateway", .. ours.FlagsFor("main-node")]);
        await using var stranger = ProcessUnderTest.Start(
            Folder.Path,
            ["node", "--roles", "worker", "--http-port", "0", "--data-dir", Folder.PathOf("stranger"), "--seed-nodes", main.Address, .. flags]);

        if (lack == "no certificate")
            await main.Process.ErrorLineAsync(line => line.Contains("TLS", StringComparison.OrdinalIgnoreCase) || line.Contains("frame", StringComparison.OrdinalIgnoreCase));
        else
            await main.Process.ErrorLineAsync(line => line.Contains("kept out", StringComparison.Ordinal) && line.Contains("CN=stranger", StringComparison.Ordinal));
        // A friend that comes after shows that the stranger had its chance.
        await using var friend = await Member.NodeAsync(Folder, "friend", ["--roles", "worker", "--seed-nodes", main.Address, .. ours.FlagsFor("friend")]);

        main.Process.Errors.Text.ShouldContain($"{friend.Address} is up");
        main.Process.Errors.Text.Split('\n').Count(line => line.Contains(" is up (", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_node_whose_certificate_is_for_another_host_says_so_at_its_start()
    {
        using var authority = new CertificateAuthority(Folder, "ours");
        await using var node = ProcessUnderTest.Start(
            Folder.Path, ["node", "--http-port", "0", "--data-dir", Folder.PathOf("data"), .. authority.FlagsFor("misplaced", "10.255.255.1")]);

        (await node.EndAsync()).ShouldBe(2, node.Said);

        node.Errors.Text.ShouldContain("it is not for --hostname 127.0.0.1");
    }

    [Theory]
    [InlineData("--tls-ca", "--tls-certificate", "FILE")]
    [InlineData("--tls-certificate", "--tls-ca", "FILE")]
    [InlineData("--tls-certificate", "--tls-key", "FILE")]
    [InlineData("/nowhere/node.crt", "--tls-certificate", "/nowhere/node.crt", "--tls-ca", "FILE")]
    [InlineData("--tls-certificate", "--tls-certificate", "FILE", "--tls-ca", "FILE")]
    public async Task Certificates_that_cannot_be_used_are_told_in_a_line(string named, params string[] flags)
    {
        var file = Folder.Write("not-a.pem", "nothing of the kind");
        await using var node = ProcessUnderTest.Start(Folder.Path,
            ["node", "--http-port", "0", "--data-dir", Folder.PathOf("data"), .. flags.Select(flag => flag == "FILE" ? file : flag)]);

        (await node.EndAsync()).ShouldBe(2, node.Said);

        node.Errors.Text.ShouldContain(named);
        node.Errors.Text.ShouldNotContain("   at ");
    }
}
