using System.Diagnostics;

namespace AkkaApiBench.Architecture.Tests;

/// <summary>Who may use whom. What a project file allows is checked even where there is no code yet.</summary>
public sealed class RoomTests
{
    private static readonly string[] Clocks =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider.get_System", "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
    ];

    public static TheoryData<string> Rooms => [.. Room.All.Select(room => room.Name)];

    [Fact]
    public void Every_project_is_a_room_and_every_room_a_project() =>
        Directory.GetFiles(Room.SourceFolder, "*.csproj", SearchOption.AllDirectories).Select(file => Path.GetFileNameWithoutExtension(file))
            .ShouldBe(Room.All.Select(room => room.Name), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_refers_only_to_rooms_it_may_use(string name) =>
        Room.Of(name).ProjectReferences.ShouldBeSubsetOf(Room.Of(name).MayUse);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Code_uses_only_rooms_that_its_room_may_use(string name) =>
        Room.Of(name).ReadAssembly().Assemblies.Where(IsOurs).ShouldBeSubsetOf(Room.Of(name).Reachable.Select(used => Room.Of(used).Assembly));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Public_types_are_in_the_namespace_of_their_room(string name)
    {
        var room = Room.Of(name);

        // The web SDK makes the class around top-level statements public.
        room.ReadAssembly().PublicTypes.Where(type => type != "Program")
            .ShouldAllBe(type => type.StartsWith($"{room.Assembly}.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Analytics")]
    [InlineData("Providers")]
    public void Pure_code_and_the_measuring_client_know_no_actors(string name)
    {
        Room.Of(name).PackageReferences.ShouldNotContain(package => IsAkka(package));
        Room.Of(name).ReadAssembly().Assemblies.ShouldNotContain(assembly => IsAkka(assembly));
    }

    [Fact]
    public void Analytics_has_no_input_no_output_and_no_clock() => Impurities(Room.Of("Analytics").ReadAssembly()).ShouldBeEmpty();

    [Fact]
    public void The_checks_see_what_they_look_for()
    {
        var here = AssemblyUse.Read(typeof(RoomTests).Assembly.Location);
        (DateTime.UtcNow.Ticks + Stopwatch.GetTimestamp()).ShouldBePositive();

        Impurities(here).ShouldContain("System.DateTime.get_UtcNow");
        Impurities(here).ShouldContain("System.Diagnostics.Stopwatch.GetTimestamp");
        Impurities(here).ShouldContain("System.IO.File");
        here.PublicTypes.ShouldContain(typeof(RoomTests).FullName!);
        Room.Of("Hosting").ReadAssembly().Assemblies.ShouldContain(assembly => IsAkka(assembly));
        Room.Of("Lighthouse").ReadAssembly().Assemblies.Where(IsOurs).ShouldContain("AkkaApiBench.Hosting");
    }

    private static IEnumerable<string> Impurities(AssemblyUse use) =>
    [
        .. use.Types.Where(type => type.StartsWith("System.IO.", StringComparison.Ordinal) || type.StartsWith("System.Net.", StringComparison.Ordinal)),
        .. use.Members.Where(member => Clocks.Contains(member) || member.StartsWith("System.Diagnostics.Stopwatch.", StringComparison.Ordinal)),
    ];

    private static bool IsOurs(string assembly) => assembly.StartsWith("AkkaApiBench.", StringComparison.Ordinal);

    private static bool IsAkka(string name) => name is "Akka" || name.StartsWith("Akka.", StringComparison.Ordinal);
}
