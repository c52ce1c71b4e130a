using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Worker.Probes.ErrorHandling;

namespace AkkaApiBench.Node.Tests.Worker.Probes;

public class ErrorHandlingProbeTests
{
    private static readonly ProbeLoad Bounds = new(30, TimeSpan.FromMinutes(5)) { MaxPromptTokens = 1_000 };

    [Fact]
    public void A_target_that_fails_without_a_mistake_is_not_asked_further()
    {
        var run = Run((_, _) => Reply.Failed(ErrorKind.Auth, 401));

        run.Findings.Ended.ShouldBe(ProbeEnd.TargetFailed);
        run.Sent.Count.ShouldBe(1);
        run.Findings.Notes.ShouldHaveSingleItem().ShouldContain("401");
    }

    [Fact]
    public void A_server_that_tells_of_each_mistake_as_documented_passes()
    {
        var findings = Run(Anthropic).Findings.ErrorHandling!;

        (findings.Protocol, findings.Passed, findings.Deviating).ShouldBe(("anthropic", 6, 0));
        findings.Cases.ShouldAllBe(item => item.ConnectionKept == true && item.TimeToErrorMs > 0);
        findings.CancelledStream!.Verdict.ShouldBe(CaseVerdict.Pass);
    }

    [Fact]
    public void A_wrong_code_deviates_though_the_status_is_right()
    {
        var findings = Run((request, at) => Anthropic(request, at) is { Status: 401 } reply ? reply with { Code = "go_away" } : Anthropic(request, at)).Findings.ErrorHandling!;

        findings.Cases.Where(item => item.Verdict is CaseVerdict.Deviates).ShouldHaveSingleItem().Case.ShouldBe("bad_key");
    }

    [Fact]
    public void A_wrong_key_that_is_accepted_deviates_where_there_is_a_key()
    {
        VirtualServer careless = (request, at) => request.Purpose == "bad_key" ? Reply.Ok() : Anthropic(request, at);

        VerdictOn("bad_key", Run(careless)).ShouldBe(CaseVerdict.Deviates);
        VerdictOn("bad_key", Run(careless, key: "none")).ShouldBe(CaseVerdict.NotApplicable);
    }

    [Fact]
    public void A_model_with_room_for_the_prompt_and_a_limit_that_came_first_are_of_no_account()
    {
        VirtualServer roomy = (request, at) => request.Purpose == "prompt_too_long" ? Reply.Ok()
            : request.Purpose == "bad_model" ? Reply.Failed(ErrorKind.RateLimited, 429) : Anthropic(request, at);

        var run = Run(roomy);

        VerdictOn("prompt_too_long", run).ShouldBe(CaseVerdict.NotApplicable);
        VerdictOn("bad_model", run).ShouldBe(CaseVerdict.NotApplicable);
        run.Findings.ErrorHandling!.Deviating.ShouldBe(0);
    }

    [Fact]
    public void A_server_that_does_not_answer_after_a_stream_was_closed_deviates()
    {
        var findings = Run((request, at) => request.Purpose == "next" ? Reply.Failed(ErrorKind.ServerError, 500) : Anthropic(request, at)).Findings.ErrorHandling!;

        (findings.CancelledStream!.Verdict, findings.CancelledStream.NextSucceeded).ShouldBe((CaseVerdict.Deviates, false));
    }

    [Fact]
    public void What_a_protocol_does_not_know_is_not_sent()
    {
        var run = Run((_, _) => Reply.Ok(), provider: "ollama-native");

        run.Sent.Select(sent => sent.Request.Purpose).ShouldNotContain("bad_key");
        VerdictOn("bad_key", run).ShouldBe(CaseVerdict.NotApplicable);
        VerdictOn("wrong_endpoint", run).ShouldBe(CaseVerdict.Deviates);
    }

    private static Reply Anthropic(Node.Worker.Probes.ProbeRequest request, TimeSpan at) => request.Purpose switch
    {
        "bad_key" => Reply.Failed(ErrorKind.Auth, 401) with { Code = "authentication_error" },
        "bad_model" or "wrong_endpoint" => Reply.Failed(ErrorKind.NotFound, 404) with { Code = "not_found_error" },
        "malformed_body" or "prompt_too_long" or "max_tokens_out_of_range" => Reply.Failed(ErrorKind.BadRequest, 400) with { Code = "invalid_request_error" },
        "cancelled_stream" => Reply.Failed(ErrorKind.Cancelled, 200),
        _ => Reply.Ok(),
    };

    private static CaseVerdict VerdictOn(string name, VirtualRun run) =>
        run.Findings.ErrorHandling!.Cases.Single(item => item.Case == name).Verdict;

    private static VirtualRun Run(VirtualServer server, string provider = "anthropic", string key = "env:KEY")
    {
        var target = new Target { Provider = provider, Model = "m", BaseUrl = new Uri("http://127.0.0.1:1"), ApiKey = new KeyReference(key) };
        return VirtualRun.Of(new ErrorHandlingProbe(target, Bounds), Bounds, server);
    }
}
