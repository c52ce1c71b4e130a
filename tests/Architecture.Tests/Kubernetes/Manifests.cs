using k8s;
using k8s.Models;
using YamlDotNet.RepresentationModel;

namespace AkkaApiBench.Architecture.Tests.Kubernetes;

/// <summary>Pods of one kind: what a StatefulSet or a Deployment makes.</summary>
/// <param name="Name">Such as <c>worker</c>.</param>
/// <param name="Replicas">How many; null when an autoscaler says.</param>
/// <param name="Selector">Labels by which they are known.</param>
/// <param name="Template">What each is.</param>
internal sealed record Workload(string Name, int? Replicas, IDictionary<string, string> Selector, V1PodTemplateSpec Template)
{
    public V1PodSpec Pod => Template.Spec;

    /// <summary>True when every one of <paramref name="labels"/> is the pods'.</summary>
    public bool Has(IDictionary<string, string>? labels) => labels?.All(Template.Metadata.Labels.Contains) ?? true;

    /// <summary>True when a port of a container has this name or number.</summary>
    public bool Listens(string port) => Pod.Containers.SelectMany(container => container.Ports ?? [])
        .Any(declared => declared.Name == port || declared.ContainerPort.ToString(System.Globalization.CultureInfo.InvariantCulture) == port);
}

/// <summary>Objects of Kubernetes, as they are applied.</summary>
/// <param name="Objects">Those that Kubernetes itself knows.</param>
/// <param name="CertificateSecrets">Names of the secrets that cert-manager makes.</param>
internal sealed record Manifests(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects, IReadOnlyList<string> CertificateSecrets)
{
    /// <summary>Kinds of operators that the overlays name; Kubernetes itself has no schema of them.</summary>
    private static readonly string[] Foreign = ["cert-manager.io/v1", "monitoring.coreos.com/v1"];

    public IEnumerable<Workload> Workloads =>
    [
        .. Of<V1StatefulSet>().Select(set => new Workload(set.Name(), set.Spec.Replicas, set.Spec.Selector.MatchLabels, set.Spec.Template)),
        .. Of<V1Deployment>().Select(set => new Workload(set.Name(), set.Spec.Replicas, set.Spec.Selector.MatchLabels, set.Spec.Template)),
    ];

    /// <summary>Reads documents; fields that there are not, and values of another type, are errors.</summary>
    public static Manifests Parse(string yaml)
    {
        var documents = yaml.Split("\n---\n", StringSplitOptions.RemoveEmptyEntries).Select(text => (Text: text, Root: RootOf(text))).ToList();
        var ours = documents.Where(document => !Foreign.Contains(Value(document.Root, "apiVersion")));
        return new Manifests(
            [.. ours.SelectMany(document => KubernetesYaml.LoadAllFromString(document.Text, strict: true)).Cast<IKubernetesObject<V1ObjectMeta>>()],
            [
                .. from document in documents
                   where Value(document.Root, "kind") is "Certificate"
                   select Value((YamlMappingNode)document.Root["spec"], "secretName"),
            ]);
    }

    public IEnumerable<T> Of<T>() => Objects.OfType<T>();

    /// <summary>True when there is one of the name.</summary>
    public bool Has<T>(string name)
        where T : IKubernetesObject<V1ObjectMeta> => Of<T>().Any(found => found.Name() == name);

    private static YamlMappingNode RootOf(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static string Value(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;
}
