using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Worker.Probes.TokenCounts;
using AkkaApiBench.Providers.Tokenizers;

namespace AkkaApiBench.Node.Tests.Worker.Probes;

public class TokenCountingProbeTests
{
    private static readonly ProbeLoad Bounds = new(50, TimeSpan.FromMinutes(5));

    [Fact]
    public void A_provider_without_usage_cannot_be_judged() =>
        Find((_, _) => Reply.Failed(ErrorKind.ServerError, 500)).Verdict.ShouldBe(CountingVerdict.NoUsage);

    [Fact]
    public void Usage_that_is_off_by_a_tenth_deviates_in_every_kind()
    {
        var findings = Find(Counting(1.1));

        findings.Verdict.ShouldBe(CountingVerdict.Deviates);
        findings.Kinds.ShouldAllBe(kind => Math.Abs(kind.RelativeError - 0.1) < 0.02);
    }

    [Fact]
    public void Usage_that_is_off_for_one_kind_only_deviates_there()
    {
        var findings = Find((request, at) => Counting(request.Purpose == "emoji" ? 1.3 : 1)(request, at));

        findings.Verdict.ShouldBe(CountingVerdict.Deviates);
        findings.Kinds.Where(kind => Math.Abs(kind.RelativeError) > 0.05).ShouldHaveSingleItem().Kind.ShouldBe("emoji");
    }

    [Fact]
    public void An_honest_provider_agrees_and_what_it_adds_is_found_exactly()
    {
        var findings = Find(Counting(1));

        findings.Verdict.ShouldBe(CountingVerdict.Agrees);
        findings.Kinds.Count.ShouldBe(7);
        findings.OverheadPerMessage!.Value.ShouldBe(4, 1e-9);
        findings.OverheadPerRequest!.Value.ShouldBe(3, 1e-9);
        findings.Output!.RelativeError.ShouldBe(0);
    }

    [Fact]
    public void A_tokenizer_that_is_not_the_model_s_own_gives_no_verdict() =>
        Find(Counting(1.1), isExact: false).Verdict.ShouldBe(CountingVerdict.NotComparable);

    /// <summary>Counts as the tokenizer does, times a factor, and adds 4 for each message and 3 for each request.</summary>
    private static VirtualServer Counting(double factor) => (request, _) => Reply.Ok() with
    {
        Input = 3 + (long)Math.Round(request.Variation.Messages!.Sum(message => 4 + factor * Characters.CountOf(message.Content))),
        Output = 20,
        Text = new string('x', 20),
    };

    private static TokenCountingFindings Find(VirtualServer server, bool isExact = true) =>
        VirtualRun.Of(new TokenCountingProbe(new Characters(isExact)), Bounds, server).Findings.TokenCounting!;

    /// <summary>Each character is a token.</summary>
    private sealed record Characters(bool IsExact) : ITokenizer
    {
        public string Name => "characters";

        public static int CountOf(string text) => text.Length;

        public int Count(string text) => CountOf(text);
    }
}
