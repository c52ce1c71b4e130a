using System.Collections.Immutable;
using System.Text.Json;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Node.Worker.Probes.ErrorHandling;

/// <summary>
/// Makes one mistake after the other and looks how the provider tells of it, then closes a stream midway and asks again. Whether
/// a connection was kept after an error, the request behind it tells.
/// </summary>
/// <param name="Target">What is asked.</param>
/// <param name="Bounds">What it may send.</param>
internal sealed record ErrorHandlingProbe(Target Target, ProbeLoad Bounds) : IProbe
{
    private const string Baseline = "baseline";
    private const string Cancel = "cancelled_stream";
    private const string Next = "next";
    private const int EventsBeforeClosing = 2;
    private const int TriesEach = 2;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly ApiKey WrongKey = ApiKey.Parse("apibench-wrong-key")!;

    private readonly ExpectedErrors _expected = ExpectedErrors.Of(Target.Provider);

    /// <summary>The last answer to each request, by purpose, in the order of sending.</summary>
    private ImmutableList<ProbeAnswer> Answers { get; init; } = [];

    private int Tries { get; init; }

    private TimeSpan NotBefore { get; init; }

    private ImmutableList<string> Steps =>
        [Baseline, .. Enum.GetValues<Mistake>().Where(mistake => _expected.Of(mistake) is not null).Select(NameOf), Cancel, Next];

    public ProbeStep Decide(ProbeProgress progress)
    {
        if (progress.InFlight > 0)
            return ProbeStep.Wait;
        if (AnswerTo(Baseline) is { Record.Error: not null })
            return new ProbeStep.End(ProbeEnd.TargetFailed);
        return Answers.Count < Steps.Count ? new ProbeStep.Send(RequestOf(Steps[Answers.Count]), NotBefore) : new ProbeStep.End(ProbeEnd.Concluded);
    }

    public IProbe Apply(ProbeAnswer answer)
    {
        var mayPass = answer.Record.Error is ErrorKind.RateLimited or ErrorKind.Overloaded or ErrorKind.ServerError
            or ErrorKind.ConnectionReset or ErrorKind.TruncatedStream or ErrorKind.MalformedResponse;
        return mayPass && Tries + 1 < TriesEach
            ? this with { Tries = Tries + 1, NotBefore = answer.EndedAt + (answer.Record.RetryAfter ?? PauseAfterFailure) }
            : this with { Tries = 0, Answers = Answers.Add(answer) };
    }

    public ProbeFindings Findings(ProbeEnd end)
    {
        var cases = Enum.GetValues<Mistake>().Select(CaseOf).OfType<ErrorCase>().ToList();
        return new ProbeFindings
        {
            Ended = end,
            Notes = AnswerTo(Baseline) is { Record: { Error: not null } failed } ? [$"A request without a mistake failed as well: {ProbeAnswers.Describe(failed)}."] : [],
            ErrorHandling = new ErrorHandlingFindings
            {
                Protocol = _expected.Protocol,
                Passed = cases.Count(item => item.Verdict is CaseVerdict.Pass),
                Deviating = cases.Count(item => item.Verdict is CaseVerdict.Deviates),
                Cases = cases,
                CancelledStream = StreamOf(AnswerTo(Cancel), AnswerTo(Next)),
            },
        };
    }

    private static string NameOf(Mistake mistake) => JsonNamingPolicy.SnakeCaseLower.ConvertName(mistake.ToString());

    private ProbeAnswer? AnswerTo(string purpose) => Answers.Find(answer => answer.Request.Purpose == purpose);

    private ProbeRequest RequestOf(string purpose)
    {
        if (purpose is Baseline or Next)
            return new ProbeRequest(purpose, new RequestVariation());
        if (purpose is Cancel)
        {
            return new ProbeRequest(purpose, new RequestVariation { Stream = true, GivesUpAfterEvents = EventsBeforeClosing })
            {
                Provokes = error => error is ErrorKind.Cancelled,
            };
        }

        return new ProbeRequest(purpose, VariationOf(Enum.GetValues<Mistake>().First(mistake => NameOf(mistake) == purpose)))
        {
            Provokes = error => error is not ErrorKind.Cancelled,
        };
    }

    private RequestVariation VariationOf(Mistake mistake) => mistake switch
    {
        Mistake.BadKey => new RequestVariation { Key = WrongKey },
        Mistake.BadModel => new RequestVariation { Model = "no-such-model-apibench" },
        Mistake.MalformedBody => new RequestVariation { IsCutShort = true },
        Mistake.PromptTooLong => new RequestVariation { Messages = [new Message("user", ProbeText.Of(Bounds.MaxPromptTokens, 0))], MaxTokens = 1 },
        Mistake.MaxTokensOutOfRange => new RequestVariation { MaxTokens = -1 },
        _ => new RequestVariation { PathSuffix = "/nowhere" },
    };

    private ErrorCase? CaseOf(Mistake mistake)
    {
        if (_expected.Of(mistake) is not { } expected)
            return new ErrorCase { Case = NameOf(mistake), Expected = "the protocol knows no such error", Verdict = CaseVerdict.NotApplicable };
        if (AnswerTo(NameOf(mistake)) is not { } answer)
            return null;

        var record = answer.Record;
        return new ErrorCase
        {
            Case = NameOf(mistake),
            Expected = expected.ToString(),
            Got = record.Error is null ? null : ProbeAnswers.ErrorOf(record),
            TimeToErrorMs = record.Error is null ? null : record.Latency?.TotalMilliseconds,
            ConnectionKept = Answers.IndexOf(answer) is var index && index + 1 < Answers.Count ? !Answers[index + 1].OpenedConnection : null,
            Verdict = expected.IsMetBy(record) ? CaseVerdict.Pass : IsOfNoAccount(mistake, answer) ? CaseVerdict.NotApplicable : CaseVerdict.Deviates,
        };
    }

    /// <summary>A target that needs no key, a model with room for the prompt, a limit that refused before the mistake was looked at.</summary>
    private bool IsOfNoAccount(Mistake mistake, ProbeAnswer answer) => answer.IsRateLimited
        || (answer.Record.Error is null && (mistake is Mistake.PromptTooLong || (mistake is Mistake.BadKey && Target.ApiKey == KeyReference.None)));

    private StreamCancellation? StreamOf(ProbeAnswer? cancelled, ProbeAnswer? next) =>
        cancelled is not { Record.Error: ErrorKind.Cancelled } || next is null ? null : new StreamCancellation
        {
            EventsBefore = cancelled.Record.ContentEvents,
            NextSucceeded = next.Record.Succeeded,
            NextMs = next.Record.Succeeded ? FirstOf(next)?.TotalMilliseconds : null,
            BaselineMs = AnswerTo(Baseline) is { } baseline ? FirstOf(baseline)?.TotalMilliseconds : null,
            Verdict = next.Record.Succeeded ? CaseVerdict.Pass : CaseVerdict.Deviates,
        };

    private static TimeSpan? FirstOf(ProbeAnswer answer) => answer.Record.Ttft ?? answer.Record.Latency;
}
