using System.Text.RegularExpressions;
using k8s.Models;

namespace AkkaApiBench.Architecture.Tests.Kubernetes;

/// <summary>What is named must be there, and what is secret in secrets alone.</summary>
internal static partial class ReferenceRules
{
    /// <param name="manifests">The manifests.</param>
    /// <param name="madeByHand">Secrets that the operator is told to make.</param>
    public static IEnumerable<string> Broken(Manifests manifests, IReadOnlyCollection<string> madeByHand) =>
    [
        .. manifests.Workloads.SelectMany(workload => MissingOf(workload, manifests, madeByHand)),
        .. manifests.Of<V1Service>().SelectMany(service => Broken(service, manifests)),
        .. manifests.Of<V1Ingress>().SelectMany(ingress => Broken(ingress, manifests, madeByHand)),
        .. manifests.Of<V1NetworkPolicy>().SelectMany(policy => Broken(policy, manifests)),
        .. from budget in manifests.Of<V1PodDisruptionBudget>()
           where !manifests.Workloads.Any(workload => workload.Has(budget.Spec.Selector.MatchLabels))
           select $"{budget.Name()}: disruption budget of no pods",
        .. from scaler in manifests.Of<V2HorizontalPodAutoscaler>()
           where manifests.Workloads.FirstOrDefault(workload => workload.Name == scaler.Spec.ScaleTargetRef.Name) is not { Replicas: null }
           select $"{scaler.Name()}: autoscaler of nothing, or of what has a number of replicas",
        .. from map in manifests.Of<V1ConfigMap>()
           from entry in map.Data ?? new Dictionary<string, string>()
           where IsSecret(entry.Key, entry.Value)
           select $"{map.Name()}: {entry.Key} belongs into a secret",
        .. from workload in manifests.Workloads
           from container in workload.Pod.Containers
           from variable in container.Env ?? []
           where variable.Value is { } value && IsSecret(variable.Name, value)
           select $"{workload.Name}: {variable.Name} belongs into a secret",
    ];

    private static IEnumerable<string> MissingOf(Workload workload, Manifests manifests, IReadOnlyCollection<string> madeByHand)
    {
        var pod = workload.Pod;
        var secrets = (pod.Volumes ?? []).Where(volume => volume.Secret is { Optional: not true }).Select(volume => volume.Secret.SecretName)
            .Concat(pod.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef?.Name).OfType<string>());
        var maps = (pod.Volumes ?? []).Select(volume => volume.ConfigMap?.Name)
            .Concat(pod.Containers.SelectMany(container => container.EnvFrom ?? []).Select(from => from.ConfigMapRef?.Name)).OfType<string>();
        return
        [
            .. secrets.Where(secret => !IsThere(secret, manifests, madeByHand)).Select(secret => $"{workload.Name}: nothing makes secret {secret}"),
            .. maps.Where(map => !manifests.Has<V1ConfigMap>(map)).Select(map => $"{workload.Name}: there is no ConfigMap {map}"),
            .. manifests.Has<V1ServiceAccount>(pod.ServiceAccountName ?? "") ? Array.Empty<string>() : [$"{workload.Name}: there is no account {pod.ServiceAccountName}"],
            .. from volume in pod.Volumes ?? []
               where volume.Secret?.Items is not null && manifests.Of<V1Secret>().FirstOrDefault(secret => secret.Name() == volume.Secret.SecretName) is { } made
                   && volume.Secret.Items.Any(item => !made.Data.ContainsKey(item.Key))
               select $"{workload.Name}: secret {volume.Secret.SecretName} lacks a key",
        ];
    }

    private static IEnumerable<string> Broken(V1Service service, Manifests manifests)
    {
        var workloads = manifests.Workloads.Where(workload => workload.Has(service.Spec.Selector)).ToList();
        return workloads.Count == 0
            ? [$"{service.Name()}: service of no pods"]
            : from port in service.Spec.Ports
              from workload in workloads
              where !workload.Listens(port.TargetPort.Value)
              select $"{service.Name()}: {workload.Name} has no port {port.TargetPort.Value}";
    }

    private static IEnumerable<string> Broken(V1Ingress ingress, Manifests manifests, IReadOnlyCollection<string> madeByHand) =>
    [
        .. from rule in ingress.Spec.Rules
           from path in rule.Http.Paths
           let backend = path.Backend.Service
           where !manifests.Of<V1Service>().Any(service => service.Name() == backend.Name && service.Spec.Ports.Any(port => port.Name == backend.Port.Name))
           select $"{ingress.Name()}: there is no service {backend.Name}",
        .. ingress.Spec.Tls.Where(tls => !IsThere(tls.SecretName, manifests, madeByHand)).Select(tls => $"{ingress.Name()}: nothing makes secret {tls.SecretName}"),
        // Gateways accept changes by pages of the host that they are asked for by.
        .. (ingress.Annotations() ?? new Dictionary<string, string>()).Keys.Where(key => key.EndsWith("/upstream-vhost", StringComparison.Ordinal))
            .Select(_ => $"{ingress.Name()}: changes the Host header"),
    ];

    private static IEnumerable<string> Broken(V1NetworkPolicy policy, Manifests manifests)
    {
        var workloads = manifests.Workloads.Where(workload => workload.Has(policy.Spec.PodSelector.MatchLabels)).ToList();
        var ports = (policy.Spec.Ingress ?? []).SelectMany(rule => rule.Ports ?? []).Select(port => port.Port.Value);
        return workloads.Count == 0
            ? [$"{policy.Name()}: network policy of no pods"]
            : from port in ports from workload in workloads where !workload.Listens(port) select $"{policy.Name()}: {workload.Name} has no port {port}";
    }

    private static bool IsThere(string secret, Manifests manifests, IReadOnlyCollection<string> madeByHand) =>
        manifests.Has<V1Secret>(secret) || manifests.CertificateSecrets.Contains(secret) || madeByHand.Contains(secret);

    private static bool IsSecret(string name, string value) =>
        SecretValue().IsMatch(value) || (SecretName().IsMatch(name) && !value.StartsWith('/') && !KeyReference().IsMatch(value));

    [GeneratedRegex("KEY|PASSWORD|SECRET|TOKEN|CREDENTIAL", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("password=|^sk-|://[^/]*:[^/]*@", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();

    [GeneratedRegex("^(env|file):")]
    private static partial Regex KeyReference();
}
