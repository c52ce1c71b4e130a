using System.Text.RegularExpressions;
using k8s.Models;

namespace AkkaApiBench.Architecture.Tests.Kubernetes;

/// <summary>What is applied to Kubernetes: known to it, safe, whole, and understood by the programs that it starts.</summary>
public sealed partial class ManifestTests : IDisposable
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("manifests-");

    public static TheoryData<string> Folders =>
        [.. Directory.EnumerateDirectories(Path.Combine(Repository.Root, "k8s", "overlays")).Select(path => $"overlays/{Path.GetFileName(path)}").Order(StringComparer.Ordinal).Prepend("base")];

    public void Dispose() => _files.Delete(recursive: true);

    [KubectlTheory]
    [MemberData(nameof(Folders))]
    public async Task Every_object_is_one_that_Kubernetes_knows(string folder)
    {
        var manifests = await Kubectl.RenderAsync(folder);

        manifests.Workloads.Select(workload => workload.Name).Intersect(["lighthouse", "coordinator", "worker", "gateway"]).Count().ShouldBe(4);
        manifests.Objects.Where(made => made is not V1Namespace).ShouldAllBe(made => made.Namespace() == "apibench");
    }

    [KubectlTheory]
    [MemberData(nameof(Folders))]
    public async Task Every_pod_is_restricted_limited_and_asked_how_it_is(string folder) =>
        PodRules.Broken(await Kubectl.RenderAsync(folder)).ShouldBeEmpty();

    [KubectlTheory]
    [MemberData(nameof(Folders))]
    public async Task Everything_that_is_named_is_there_and_no_key_is_in_the_open(string folder) =>
        ReferenceRules.Broken(await Kubectl.RenderAsync(folder), SecretsMadeByHand()).ShouldBeEmpty();

    [KubectlTheory]
    [MemberData(nameof(Folders))]
    public async Task Every_container_is_started_with_what_its_program_takes(string folder) =>
        new CommandRules(await Kubectl.RenderAsync(folder), _files.FullName).Broken().ShouldBeEmpty();

    [KubectlTheory]
    [MemberData(nameof(Folders))]
    public async Task Images_of_ours_are_of_this_version(string folder)
    {
        var version = typeof(Node.NodeCommand).Assembly.GetName().Version!.ToString(3);
        var images = (await Kubectl.RenderAsync(folder)).Workloads.SelectMany(workload => workload.Pod.Containers).Select(container => container.Image)
            .Where(image => image.Contains("apibench-", StringComparison.Ordinal)).ToList();

        images.Count.ShouldBeGreaterThanOrEqualTo(4);
        images.ShouldAllBe(image => Regex.IsMatch(image, $":{Regex.Escape(version)}(-pbm)?$"));
    }

    [Fact]
    public void A_field_that_there_is_not_is_found() =>
        Should.Throw<YamlDotNet.Core.YamlException>(() => Manifests.Parse("apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { prts: [] }\n")).Message.ShouldContain("prts");

    [Fact]
    public void A_value_of_another_type_is_found() =>
        Should.Throw<YamlDotNet.Core.YamlException>(() => Manifests.Parse("apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: many }\n"));

    [Fact]
    public void Every_rule_finds_what_breaks_it()
    {
        var bad = Manifests.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kubernetes", "bad.yaml")));

        PodRules.Broken(bad).ShouldBe(
            [
                "bad: has a token of the API server",
                "bad: may be root or call everything",
                "bad: volume scratch: has no limit",
                "bad: node: image example.com:5000/apibench-node may be another one tomorrow",
                "bad: node: may do more than it needs",
                "bad: node: has no request or no limit of memory",
                "bad: node: has no startup probe",
                "bad: node: liveness probe: port admin is not one of its ports",
                "bad: node: has no readiness probe",
                "bad: node: cannot write to /tmp",
                "bad: node: mounts nowhere, which is no volume",
            ]);
        ReferenceRules.Broken(bad, []).ShouldBe(
            [
                "bad: nothing makes secret missing", "bad: there is no ConfigMap absent", "bad: there is no account nobody",
                "bad: bad has no port https", "orphan: service of no pods", "bad: there is no service other", "bad: nothing makes secret tls", "bad: changes the Host header",
                "closed: bad has no port 1", "settings: CONNECTION belongs into a secret", "settings: API_KEY belongs into a secret",
            ],
            ignoreOrder: true);
        new CommandRules(bad, _files.FullName).Broken().ShouldBe(
            ["bad: APIBENCH__COLOUR is no setting", "bad: there is no file /var/run/apibench/admin/other", "bad: Unrecognized command or argument '--colour'."]);
    }

    [Fact]
    public void Values_that_a_program_refuses_are_found()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Kubernetes", "bad.yaml"));

        new CommandRules(Manifests.Parse(text.Replace("--colour", "--roles=poet", StringComparison.Ordinal)), _files.FullName).Broken()
            .ShouldContain(broken => broken.Contains("'poet' is not allowed", StringComparison.Ordinal));
        new CommandRules(Manifests.Parse(text.Replace("--colour", "--seed-nodes=akka.tcp://apibench@gone-0.gone:4053", StringComparison.Ordinal)), _files.FullName).Broken()
            .ShouldContain("bad: no pod is called gone-0.gone");
    }

    private static List<string> SecretsMadeByHand() =>
        [.. MadeSecret().Matches(Repository.Document("kubernetes.md")).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"create secret (?:generic|tls) ([a-z-]+)")]
    private static partial Regex MadeSecret();
}
