using k8s.Models;

namespace AkkaApiBench.Architecture.Tests.Kubernetes;

/// <summary>What every pod must have. A rule gives a line for each place where it is broken.</summary>
internal static class PodRules
{
    public static IEnumerable<string> Broken(Manifests manifests) =>
        from workload in manifests.Workloads
        from broken in Broken(workload.Pod).Concat(workload.Pod.Containers.Concat(workload.Pod.InitContainers ?? []).SelectMany(container => Broken(workload.Pod, container)))
            .Concat(workload.Has(workload.Selector) ? [] : ["selector: is not of its own pods"])
        select $"{workload.Name}: {broken}";

    private static IEnumerable<string> Broken(V1PodSpec pod)
    {
        if (pod.AutomountServiceAccountToken != false)
            yield return "has a token of the API server";
        if (pod.SecurityContext is not { RunAsNonRoot: true, RunAsUser: > 0, SeccompProfile.Type: "RuntimeDefault" })
            yield return "may be root or call everything";
        if (pod.HostNetwork == true || pod.HostPID == true || pod.HostIPC == true || pod.Volumes?.Any(volume => volume.HostPath is not null) == true)
            yield return "reaches into its machine";
        foreach (var volume in (pod.Volumes ?? []).Where(volume => volume.EmptyDir is { SizeLimit: null }))
            yield return $"volume {volume.Name}: has no limit";
    }

    private static IEnumerable<string> Broken(V1PodSpec pod, V1Container container)
    {
        var name = container.Name;
        if (TagOf(container.Image) is null or "latest")
            yield return $"{name}: image {container.Image} may be another one tomorrow";
        if (container.SecurityContext is not { AllowPrivilegeEscalation: false, ReadOnlyRootFilesystem: true, Privileged: not true } rights
            || rights.Capabilities?.Drop?.Contains("ALL") != true || rights.Capabilities.Add?.Count > 0)
            yield return $"{name}: may do more than it needs";
        foreach (var resource in new[] { "cpu", "memory" })
        {
            if (container.Resources?.Requests?.ContainsKey(resource) != true || container.Resources.Limits?.ContainsKey(resource) != true)
                yield return $"{name}: has no request or no limit of {resource}";
        }

        // What nobody connects to has nothing to be asked for.
        if (container.Ports?.Count > 0)
        {
            foreach (var (kind, probe) in new[] { ("startup", container.StartupProbe), ("liveness", container.LivenessProbe), ("readiness", container.ReadinessProbe) })
            {
                if (probe is null)
                    yield return $"{name}: has no {kind} probe";
                else if ((probe.HttpGet?.Port ?? probe.TcpSocket?.Port)?.Value is { } port && container.Ports.All(declared => declared.Name != port))
                    yield return $"{name}: {kind} probe: port {port} is not one of its ports";
            }
        }

        var claims = (container.VolumeMounts ?? []).Select(mount => mount.Name).Except((pod.Volumes ?? []).Select(volume => volume.Name));
        if (container.VolumeMounts?.Any(mount => mount.MountPath == "/tmp") != true)
            yield return $"{name}: cannot write to /tmp";
        if (claims.Any(claim => claim != "data"))
            yield return $"{name}: mounts {string.Join(", ", claims)}, which is no volume";
    }

    private static string? TagOf(string image) => image[(image.LastIndexOf('/') + 1)..].Split('@')[0].Split(':') is [_, var tag] ? tag : null;
}
