using System.Collections.Concurrent;
using System.Diagnostics;

namespace AkkaApiBench.Architecture.Tests.Kubernetes;

/// <summary>Makes of the folders in <c>k8s</c> what an operator would apply.</summary>
internal static class Kubectl
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Manifests>>> Rendered = new();

    /// <summary>Why manifests cannot be made here; null when they can.</summary>
    public static string? Missing { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "kubectl")))
            ? null : "kubectl (1.27 or newer, with kustomize 5) is not installed";

    /// <summary>The manifests of a folder in <c>k8s</c>; made once.</summary>
    public static Task<Manifests> RenderAsync(string folder) =>
        Rendered.GetOrAdd(folder, key => new Lazy<Task<Manifests>>(async () => Manifests.Parse(await KustomizeAsync(key)))).Value;

    private static async Task<string> KustomizeAsync(string folder)
    {
        using var kubectl = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Repository.Root, "k8s", folder)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (kubectl.StandardOutput.ReadToEndAsync(), kubectl.StandardError.ReadToEndAsync());
        await kubectl.WaitForExitAsync();
        (await errors).ShouldBeEmpty();
        kubectl.ExitCode.ShouldBe(0);
        return await output;
    }
}

/// <summary>A test of every overlay; skipped where they cannot be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute() => Skip = Kubectl.Missing;
}
