using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace AkkaApiBench.Micro;

/// <summary>A table and JSON of each class in BenchmarkDotNet.Artifacts; in this process, which is built already; short runs, for all of them take no longer than two minutes.</summary>
internal static class MicroProgram
{
    private static readonly string[] All = ["--filter", "*"];

    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(MicroProgram).Assembly).Run(
        args.Length > 0 ? args : All,
        DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).AddDiagnoser(MemoryDiagnoser.Default).AddExporter(JsonExporter.FullCompressed));
}
