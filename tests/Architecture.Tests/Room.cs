using System.Xml.Linq;

namespace AkkaApiBench.Architecture.Tests;

/// <summary>A project under <c>src</c> and the rooms it may use directly.</summary>
internal sealed record Room(string Name, params string[] MayUse)
{
    public static IReadOnlyList<Room> All { get; } =
    [
        new("Messages"),
        new("Analytics", "Messages"),
        new("Providers", "Messages"),
        new("Hosting", "Messages"),
        new("Lighthouse", "Hosting"),
        new("Node", "Messages", "Analytics", "Providers", "Hosting"),
        new("Simulator"),
        new("Cli", "Node", "Simulator", "Lighthouse"),
    ];

    public static Room Of(string name) => All.Single(room => room.Name == name);

    public string Assembly => $"AkkaApiBench.{Name}";

    /// <summary>What the room's types may come from: what it uses, and what that uses.</summary>
    public IEnumerable<string> Reachable => MayUse.SelectMany(name => Of(name).Reachable.Append(name)).Distinct();

    /// <summary>The rooms that the project file refers to.</summary>
    public IReadOnlyList<string> ProjectReferences =>
        [.. Items("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];

    /// <summary>The packages that the project file refers to.</summary>
    public IReadOnlyList<string> PackageReferences => [.. Items("PackageReference")];

    public AssemblyUse ReadAssembly() => AssemblyUse.Read(Path.Combine(AppContext.BaseDirectory, $"{Assembly}.dll"));

    public static string SourceFolder { get; } = Path.Combine(Repository.Root, "src");

    private IEnumerable<string> Items(string kind) =>
        XDocument.Load(Path.Combine(SourceFolder, Name, $"{Name}.csproj")).Descendants(kind).Select(item => item.Attribute("Include")!.Value);
}
