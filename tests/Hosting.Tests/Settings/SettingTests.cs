using System.CommandLine;
using AkkaApiBench.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace AkkaApiBench.Hosting.Tests.Settings;

public sealed class SettingTests
{
    private static readonly Setting Color = new("PaintColor", "COLOR", "The color.") { Default = "white" };
    private static readonly Setting Rooms = new("Rooms", "ROOM,...", "The rooms.") { IsList = true };

    [Fact]
    public void One_name_makes_flag_variable_and_key()
    {
        Color.Flag.ShouldBe("--paint-color");
        Color.EnvironmentVariable.ShouldBe("APIBENCH__PAINTCOLOR");
        Color.Key.ShouldBe("ApiBench:PaintColor");
    }

    [Theory]
    [InlineData("", "blue", "red", "red")]
    [InlineData("", "blue", null, "blue")]
    [InlineData("green", "blue", null, "blue")]
    [InlineData("green", null, null, "green")]
    [InlineData("", null, null, "white")]
    [InlineData("", "  ", null, "white")]
    public void A_flag_goes_before_a_variable_before_a_file_before_the_default(string file, string? variable, string? flag, string expected)
    {
        var reader = Reader(flag is null ? [] : ["--paint-color", flag], ("ApiBench:PaintColor", file), ("APIBENCH:PAINTCOLOR", variable));

        reader.Text(Color, "a color").ShouldBe(expected);
    }

    [Fact]
    public void A_list_is_written_with_commas_or_in_several_flags_or_as_items_of_a_file()
    {
        string[] expected = ["hall", "kitchen"];

        Reader(["--rooms", "hall, kitchen"]).List(Rooms, "rooms", _ => true).ShouldBe(expected);
        Reader(["--rooms", "hall", "--rooms", "kitchen,hall"]).List(Rooms, "rooms", _ => true).ShouldBe(expected);
        Reader([], ("ApiBench:Rooms:0", "hall"), ("ApiBench:Rooms:1", "kitchen")).List(Rooms, "rooms", _ => true).ShouldBe(expected);
        Reader(["--rooms", "hall,kitchen"], ("ApiBench:Rooms:0", "attic")).List(Rooms, "rooms", _ => true).ShouldBe(expected);
    }

    [Fact]
    public void A_refused_value_is_told_with_flag_variable_value_and_what_is_allowed()
    {
        var reader = Reader(["--paint-color", "loud"]);

        reader.Text(Color, "a color", text => text != "loud").ShouldBeNull();

        reader.Errors.ShouldHaveSingleItem().ToString().ShouldBe("--paint-color (APIBENCH__PAINTCOLOR): 'loud' is not allowed; allowed: a color");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("11")]
    [InlineData("1.5")]
    [InlineData("0x1")]
    [InlineData("99999999999999999999")]
    public void A_number_out_of_range_or_of_another_form_is_refused(string text)
    {
        var reader = Reader([], ("ApiBench:PaintColor", text));

        reader.Whole(Color, 0, 10);

        reader.Errors.ShouldHaveSingleItem().Allowed.ShouldBe("a whole number from 0 to 10");
    }

    private static SettingReader Reader(string[] args, params (string Key, string? Value)[] below)
    {
        var root = new RootCommand();
        root.AddSettings([Color, Rooms]);
        var configuration = new ConfigurationBuilder();
        foreach (var (key, value) in below.Where(layer => layer.Value is not null))
            configuration.AddInMemoryCollection([KeyValuePair.Create(key, value)]);
        return new SettingReader(configuration.AddFlags(root.Parse(args), [Color, Rooms]).Build());
    }
}
