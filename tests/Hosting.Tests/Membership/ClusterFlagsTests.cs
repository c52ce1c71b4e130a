using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Settings;
using CsCheck;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Tests.Membership;

public sealed class ClusterFlagsTests
{
    [Fact]
    public void All_errors_are_told_at_once()
    {
        var (_, errors) = Read(
            ("Roles", "worker,cook"), ("Hostname", "not a host"), ("Port", "65536"), ("SeedNodes", "akka.tcp://other@a:1,nonsense"),
            ("Tags", "eu-west,EU"), ("LogLevel", "loud"));

        errors.Select(error => (error.Setting.Name, error.Value)).ShouldBe(
        [
            ("Roles", "cook"), ("Hostname", "not a host"), ("Port", "65536"), ("SeedNodes", "akka.tcp://other@a:1"),
            ("SeedNodes", "nonsense"), ("Tags", "EU"), ("LogLevel", "loud"),
        ]);
    }

    [Theory]
    [InlineData("akka.tcp://apibench@10.0.0.1:0")]
    [InlineData("akka.tcp://apibench@10.0.0.1:65536")]
    [InlineData("akka.tcp://apibench@10.0.0.1")]
    [InlineData("akka.udp://apibench@10.0.0.1:4053")]
    [InlineData("akka://apibench@10.0.0.1:4053")]
    [InlineData("akka.tcp://apibench@10.0.0.1:4053/user/x")]
    [InlineData("10.0.0.1:4053")]
    public void An_address_of_another_form_is_no_seed_node(string address) =>
        Read(("SeedNodes", address)).Errors.ShouldHaveSingleItem().Allowed.ShouldContain("akka.tcp://apibench@HOST:PORT");

    [Fact]
    public void Every_host_and_port_makes_a_seed_node() =>
        Gen.Select(Gen.Int[1, 65535], Gen.Char['a', 'z'].Array[1, 20]).Sample((port, name) =>
        {
            var host = $"node-0.{new string(name)}";
            var address = $"akka.tcp://apibench@{host}:{port}";
            var (options, errors) = Read(("SeedNodes", $"{address},{address}"));
            return errors.Count == 0 && options.SeedNodes.SequenceEqual([address]);
        });

    [Fact]
    public void Nothing_set_is_a_node_with_all_roles_on_loopback_that_forms_its_own_cluster()
    {
        var (options, errors) = Read();

        errors.ShouldBeEmpty();
        options.Roles.ShouldBe(["coordinator", "worker", "journal", "gateway"]);
        (options.Hostname, options.Port, options.LogLevel, options.LogFile).ShouldBe(("127.0.0.1", 0, LogLevel.Information, null));
        options.SeedNodes.ShouldBeEmpty();
        options.Tags.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("node-1.nodes", "0.0.0.0")]
    public void A_node_with_a_name_listens_on_all_addresses(string hostname, string listens) =>
        new ClusterNodeOptions { Hostname = hostname }.ListenAddress.ToString().ShouldBe(listens);

    [Fact]
    public void Coordinators_journals_and_lighthouses_vote_and_others_do_not()
    {
        ClusterRoles.Of([ClusterRoles.Coordinator], []).ShouldContain(ClusterRoles.Voter);
        ClusterRoles.Of([ClusterRoles.Journal], []).ShouldContain(ClusterRoles.Voter);
        ClusterRoles.Of([ClusterRoles.Worker, ClusterRoles.Gateway], []).ShouldNotContain(ClusterRoles.Voter);
        ClusterRoles.Of([ClusterRoles.Lighthouse], []).ShouldContain(ClusterRoles.Voter);
    }

    [Fact]
    public void Tags_travel_as_roles_and_come_back_as_they_were() =>
        ClusterRoles.TagsIn(ClusterRoles.Of([ClusterRoles.Worker], ["eu-west", "gpu:a100"])).ShouldBe(["eu-west", "gpu:a100"]);

    [Fact]
    public void What_is_no_tag_makes_no_role() =>
        Should.Throw<ArgumentException>(() => ClusterRoles.OfTag("EU \"west\"")).Message.ShouldContain("EU \"west\"");

    private static (ClusterNodeOptions Options, IReadOnlyList<SettingError> Errors) Read(params (string Name, string Value)[] settings)
    {
        var reader = new SettingReader(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{Setting.Section}:{setting.Name}", (string?)setting.Value)))
            .Build());
        return (ClusterFlags.Read(reader), reader.Errors);
    }
}
