namespace AkkaApiBench.Node.Worker.Probes.TokenCounts;

/// <summary>Texts of kinds that vocabularies cut differently.</summary>
internal static class SampleTexts
{
    private static readonly (string Kind, string Text)[] All =
    [
        ("english", "The harbour lay quiet under a thin morning mist, and the fishermen, who had been out since midnight, counted what little the nets had brought. "),
        ("code", "public static int Sum(IEnumerable<int> values)\n{\n    var total = 0;\n    foreach (var value in values)\n        total += value;\n    return total;\n}\n"),
        ("cjk", "春天的早晨，港口笼罩在薄雾之中，渔夫们数着网里的鱼。東京の朝は静かで、人々は駅へ急いでいた。아침 안개가 항구를 덮었다. "),
        ("emoji", "😀 🚀 👩‍👩‍👧‍👦 🇯🇵 👍🏽 🌊 🐟 ⛵ 🎣 🧑‍🚀 🏳️‍🌈 ❤️‍🔥 "),
        ("whitespace", "a  b   c    d\t\te\n\n\nf        g\n    h\r\n\r\n\ti     j\n\n"),
        ("numbers", "3.14159265 2718281828 1,000,000 0x7fff 42 -17.5e-8 2026-01-31 12:34:56 99.99% 123456789012345 "),
        ("json", "{\"id\":1042,\"name\":\"harbour\",\"tags\":[\"sea\",\"fog\"],\"position\":{\"lat\":54.32,\"lon\":10.13},\"open\":true,\"note\":null},\n"),
    ];

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(sample => sample.Kind)];

    /// <summary>A text of a kind, so many times as long as the shortest.</summary>
    public static string Of(string kind, int times) => string.Concat(Enumerable.Repeat(All.First(sample => sample.Kind == kind).Text, times));
}
