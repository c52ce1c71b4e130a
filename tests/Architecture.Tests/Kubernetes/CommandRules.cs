using System.CommandLine;
using System.Text.RegularExpressions;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Settings;
using AkkaApiBench.Lighthouse;
using AkkaApiBench.Node;
using AkkaApiBench.Simulator;
using Akka.Actor;
using k8s.Models;
using Microsoft.Extensions.Configuration;

namespace AkkaApiBench.Architecture.Tests.Kubernetes;

/// <summary>What our containers are started with, as the programs in them read it.</summary>
/// <param name="manifests">The manifests.</param>
/// <param name="files">An empty folder, for what pods find in their secrets.</param>
internal sealed partial class CommandRules(Manifests manifests, string files)
{
    private static readonly Setting[] LighthouseSettings =
        [ClusterFlags.Hostname, ClusterFlags.Port, NodeFlags.HttpPort, ClusterFlags.SeedNodes, ClusterFlags.LogLevel, ClusterFlags.LogFile, .. ClusterFlags.Tls, ClusterFlags.StopWith];

    /// <summary>The settings that any of our programs takes from its environment.</summary>
    private static readonly HashSet<string> Known = [.. NodeFlags.All.Concat(LighthouseSettings).Select(setting => setting.EnvironmentVariable)];

    public IEnumerable<string> Broken() =>
        from workload in manifests.Workloads
        from container in workload.Pod.Containers
        from broken in Broken(workload, container)
        select $"{workload.Name}: {broken}";

    private IEnumerable<string> Broken(Workload workload, V1Container container)
    {
        var environment = EnvironmentOf(workload, container);
        var args = (container.Args ?? []).Select(arg => Expand(arg, environment)).ToList();
        IEnumerable<string> unknown = environment.Keys.Where(name => name.StartsWith("APIBENCH__", StringComparison.Ordinal) && !Known.Contains(name))
            .Select(name => $"{name} is no setting");
        return ProgramOf(container.Image) switch
        {
            "apibench-node" => [.. unknown, .. MissingFiles(workload, container, args, environment), .. BrokenNode(workload, NodeCommand.CreateRoot(), NodeFlags.All, args, environment)],
            "apibench-lighthouse" => [.. unknown, .. MissingFiles(workload, container, args, environment), .. BrokenNode(workload, LighthouseCommand.CreateRoot(), LighthouseSettings, args, environment)],
            "apibench-simulator" => [.. unknown, .. SimulateCommand.Create().Parse(args).Errors.Select(error => error.Message)],
            _ => [],
        };
    }

    private IEnumerable<string> BrokenNode(Workload workload, RootCommand command, IReadOnlyList<Setting> settings, List<string> args, Dictionary<string, string> environment)
    {
        var parsed = command.Parse([.. args.Select(WithFiles)]);
        if (parsed.Errors.Count > 0)
            return parsed.Errors.Select(error => error.Message);

        var reader = new SettingReader(new ConfigurationBuilder()
            .AddInMemoryCollection(environment.Select(variable => KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)WithFiles(variable.Value))))
            .AddFlags(parsed, settings).Build());
        var member = settings == NodeFlags.All ? NodeFlags.Read(reader).Cluster : ClusterFlags.Read(reader, [ClusterRoles.Lighthouse]);
        var httpPort = reader.Whole(NodeFlags.HttpPort, 0, ushort.MaxValue);
        if (reader.Errors.Count > 0)
            return reader.Errors.Select(error => error.ToString());

        return
        [
            .. workload.Listens($"{member.Port}") ? Array.Empty<string>() : [$"does not declare port {member.Port}"],
            .. workload.Listens($"{httpPort}") ? Array.Empty<string>() : [$"does not declare port {httpPort}"],
            .. member.SeedNodes.Count > 0 ? Array.Empty<string>() : ["has no seed nodes, and would form a cluster of its own"],
            .. member.SeedNodes.Select(seed => Address.Parse(seed).Host!).Append(member.Hostname).Where(host => !Resolves(host)).Select(host => $"no pod is called {host}"),
        ];
    }

    /// <summary>True for an address, and for a pod of a StatefulSet by its headless service.</summary>
    private bool Resolves(string host) => System.Net.IPAddress.TryParse(host, out _) || (PodName().Match(host) is { Success: true, Groups: var parts }
        && manifests.Of<V1StatefulSet>().Any(set => set.Name() == parts[1].Value && set.Spec.ServiceName == parts[3].Value
            && int.Parse(parts[2].Value, System.Globalization.CultureInfo.InvariantCulture) < set.Spec.Replicas)
        && manifests.Of<V1Service>().Any(service => service.Name() == parts[3].Value && service.Spec is { ClusterIP: "None", PublishNotReadyAddresses: true }));

    /// <summary>Files that the program is told of must be in a volume, and in a secret of which some keys are mounted under one of these.</summary>
    private static IEnumerable<string> MissingFiles(Workload workload, V1Container container, List<string> args, Dictionary<string, string> environment) =>
        from text in args.Concat(environment.Values)
        from Match match in SecretFile().Matches(text)
        where !IsMounted(workload.Pod, container, match.Value)
        select $"there is no file {match.Value}";

    private static bool IsMounted(V1PodSpec pod, V1Container container, string file) =>
        container.VolumeMounts?.FirstOrDefault(mount => file.StartsWith(mount.MountPath + "/", StringComparison.Ordinal)) is { } mount
        && pod.Volumes.FirstOrDefault(volume => volume.Name == mount.Name)?.Secret is { } secret
        && (secret.Items is null || secret.Items.Any(item => $"{mount.MountPath}/{item.Path}" == file));

    private Dictionary<string, string> EnvironmentOf(Workload workload, V1Container container)
    {
        var environment = (container.EnvFrom ?? []).SelectMany(from => manifests.Of<V1ConfigMap>().Where(map => map.Name() == from.ConfigMapRef?.Name))
            .SelectMany(map => map.Data).ToDictionary(entry => entry.Key, entry => entry.Value);
        foreach (var variable in container.Env ?? [])
        {
            environment[variable.Name] = variable.ValueFrom?.FieldRef?.FieldPath switch
            {
                "metadata.name" => $"{workload.Name}-0",
                "status.podIP" => "10.1.2.3",
                _ => Expand(variable.Value ?? "", environment),
            };
        }

        return environment;
    }

    /// <summary>Kubernetes leaves alone what no variable is called.</summary>
    private static string Expand(string text, Dictionary<string, string> environment) =>
        Reference().Replace(text, match => environment.GetValueOrDefault(match.Groups[1].Value, match.Value));

    /// <summary>The same text with a file that is there, in place of the pod's: some settings are read at once.</summary>
    private string WithFiles(string text) => SecretFile().Replace(text, match =>
    {
        var file = Path.Combine(files, match.Value.Replace('/', '_'));
        File.WriteAllText(file, new string('k', 43));
        return file;
    });

    private static string ProgramOf(string image) => image[(image.LastIndexOf('/') + 1)..].Split(':')[0];

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"/var/run/apibench/[\w./-]+")]
    private static partial Regex SecretFile();

    [GeneratedRegex(@"^(.+)-(\d+)\.([a-z-]+)$")]
    private static partial Regex PodName();
}
