using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Worker.Probes;
using AkkaApiBench.Node.Worker.Probes.ContextWindows;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Worker.Probes;

public class ContextWindowProbeTests
{
    private const int Overhead = 7;

    private static readonly ProbeLoad Bounds = new(100, TimeSpan.FromMinutes(10)) { MaxPromptTokens = 100_000 };

    [Fact]
    public void A_target_that_refuses_every_prompt_has_no_context_window_to_tell_of()
    {
        var findings = Run((_, _) => Reply.Failed(ErrorKind.BadRequest, 400)).Findings;

        findings.Ended.ShouldBe(ProbeEnd.TargetFailed);
        findings.ContextWindow!.LargestAcceptedTokens.ShouldBeNull();
    }

    [Fact]
    public void A_failure_that_passes_is_asked_again_and_does_not_count_as_a_refusal()
    {
        var requests = 0;
        var run = Run((request, at) => ++requests % 3 == 0 ? Reply.Failed(ErrorKind.Overloaded, 503) : Limited(1_000)(request, at));

        run.Findings.ContextWindow!.LargestAcceptedTokens.ShouldBe(1_000);
    }

    [Fact]
    public void The_largest_prompt_is_found_to_the_token_up_to_1024_and_to_one_in_512_beyond() =>
        Gen.Int[100, 60_000].Sample(limit =>
        {
            var findings = Run(Limited(limit)).Findings;

            var window = findings.ContextWindow!;
            findings.Ended.ShouldBe(ProbeEnd.Concluded);
            window.Edge.ShouldBe(ContextEdge.Refused);
            window.LargestAcceptedTokens!.Value.ShouldBeInRange(limit <= 1_024 ? limit : limit - 1 - limit / 512, limit);
            window.SmallestRefusedTokens!.Value.ShouldBeGreaterThan(limit);
            (window.Refusal!.Status, window.Refusal.Code).ShouldBe((400, "context_length_exceeded"));
        }, iter: 50);

    [Fact]
    public void A_server_that_cuts_prompts_without_a_word_is_found_out()
    {
        var window = Run((request, _) => Reply.Ok() with { Input = Math.Min(4_096, request.Size + Overhead) }).Findings.ContextWindow!;

        window.Edge.ShouldBe(ContextEdge.Truncated);
        window.Refusal.ShouldBeNull();
    }

    [Fact]
    public void No_prompt_is_longer_than_allowed_and_that_no_limit_was_met_is_said()
    {
        var run = Run((request, _) => Reply.Ok() with { Input = request.Size + Overhead }, Bounds with { MaxPromptTokens = 5_000 });

        run.Sent.Max(sent => sent.Request.Size).ShouldBe(5_000);
        run.Findings.ContextWindow!.Edge.ShouldBe(ContextEdge.NotReached);
        run.Findings.Notes.ShouldHaveSingleItem().ShouldContain("5007 tokens");
    }

    [Fact]
    public void The_time_that_prompts_cost_is_a_line_through_the_answers()
    {
        var window = Run((request, _) => Reply.Ok(50 + 0.02 * (request.Size + Overhead)) with { Input = request.Size + Overhead }).Findings.ContextWindow!;

        window.Latency!.MsPer1kTokens.ShouldBe(20, 0.1);
        window.Latency.InterceptMs.ShouldBe(50, 0.5);
        window.Ttft!.RSquared!.Value.ShouldBeGreaterThan(0.999);
    }

    [Fact]
    public void No_two_prompts_begin_alike_so_that_no_cache_helps()
    {
        var run = Run(Limited(3_000));

        run.Sent.Select(sent => sent.Request.Variation.Messages![0].Content[..8]).ShouldBeUnique();
    }

    [Fact]
    public void A_text_has_as_many_words_of_four_bytes_as_asked_for() =>
        Gen.Select(Gen.Int[1, 5_000], Gen.Int[0, 1_000]).Sample((words, number) =>
        {
            var text = ProbeText.Of(words, number);
            text.Length.ShouldBe(4 * words - 1);
            text.Split(' ').ShouldAllBe(word => word.Length == 3);
        });

    private static VirtualServer Limited(int limit) => (request, _) => request.Size + Overhead <= limit
        ? Reply.Ok() with { Input = request.Size + Overhead }
        : Reply.Failed(ErrorKind.BadRequest, 400) with { Code = "context_length_exceeded", Message = "too long" };

    private static VirtualRun Run(VirtualServer server, ProbeLoad? bounds = null) =>
        VirtualRun.Of(new ContextWindowProbe(bounds ?? Bounds), bounds ?? Bounds, server);
}
