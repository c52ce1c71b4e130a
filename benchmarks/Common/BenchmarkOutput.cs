using System.Text.Json;
using System.Text.Json.Serialization;

namespace AkkaApiBench.Common;

/// <summary>How all benchmarks tell what they found: tables for people on standard error, JSON on standard output.</summary>
public static class BenchmarkOutput
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static void Say(string line = "") => Console.Error.WriteLine(line);

    /// <summary>Writes figures and claims; 1 when a claim does not hold.</summary>
    public static int Conclude<TFigures>(string benchmark, TFigures figures, IReadOnlyList<Claim> claims)
    {
        Say();
        foreach (var claim in claims)
            Say(claim.ToString());
        Console.WriteLine(JsonSerializer.Serialize(new { benchmark, figures, claims }, Json));
        return claims.Any(claim => claim.Holds is false) ? 1 : 0;
    }
}
