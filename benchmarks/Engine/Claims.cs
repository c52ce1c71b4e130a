using AkkaApiBench.Common;

namespace AkkaApiBench.Engine;

/// <summary>What the figures are held to.</summary>
internal static class Claims
{
    public static IReadOnlyList<Claim> Of(IReadOnlyDictionary<Answers, IReadOnlyList<Measured>> results)
    {
        var claims = new List<Claim>();
        if (results.TryGetValue(Answers.Plain, out var plain))
        {
            claims.Add(Claim.AtLeast("requests per client CPU-second / wrk's", Ratio(plain, Peers.Wrk, one => one.AnswersPerCpuSecond), 0.35));
            claims.Add(Claim.AtLeast("requests per client CPU-second / aiohttp's", Ratio(plain, Peers.Aiohttp, one => one.AnswersPerCpuSecond), 15));
        }

        if (results.TryGetValue(Answers.Stream, out var streams))
        {
            var ours = streams.FirstOrDefault(one => one.Client == Peers.Apibench);
            claims.Add(Claim.AtLeast("tokens per client CPU-second / aiohttp's", Ratio(streams, Peers.Aiohttp, one => one.TokensPerCpuSecond), 8));
            claims.Add(Claim.AtLeast("tokens per client CPU-second / OpenAI .NET's", Ratio(streams, Peers.OpenAi, one => one.TokensPerCpuSecond), 10));
            claims.Add(Claim.AtMost("bytes allocated a token", ours is null ? null : ours.AllocatedBytes / (double)ours.Tokens, 40));
        }

        claims.AddRange(results.Select(result => Claim.AtLeast(
            $"records on disk for each answer ({(result.Key is Answers.Stream ? "streams" : "in one piece")})",
            result.Value.FirstOrDefault(one => one.Client == Peers.Apibench)?.RecordedShare, 0.999)));
        return claims;
    }

    private static double? Ratio(IReadOnlyList<Measured> all, string peer, Func<Measured, double> figure) =>
        all.FirstOrDefault(one => one.Client == Peers.Apibench) is { } ours && all.FirstOrDefault(one => one.Client == peer) is { } other
            ? figure(ours) / figure(other) : null;
}
