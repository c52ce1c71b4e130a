using System.Collections.Immutable;
using AkkaApiBench.Analytics.Fits;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Tokenizers;

namespace AkkaApiBench.Node.Worker.Probes.TokenCounts;

/// <summary>
/// Holds the provider's usage against a tokenizer. Texts of each kind are sent in two lengths: what usage rises by from the short
/// to the long one is the provider's count of the text between, free of what it adds to messages. Conversations of one, three and
/// five messages tell what it adds.
/// </summary>
/// <param name="Tokenizer">The tokenizer.</param>
internal sealed record TokenCountingProbe(ITokenizer Tokenizer) : IProbe
{
    private const string Output = "output";
    private const string Messages = "messages";
    private const int ShortTimes = 1;
    private const int LongTimes = 4;
    private const int MaxFailures = 3;
    private const double AgreesWithin = 0.01;
    private const double CloseWithin = 0.05;
    private const string MessageText = "Count to three.";

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly int[] MessageCounts = [1, 3, 5];

    private static readonly ImmutableArray<(string Purpose, int Size)> Steps =
    [
        .. MessageCounts.Select(count => (Messages, count)),
        .. SampleTexts.Kinds.SelectMany(kind => new[] { (kind, ShortTimes), (kind, LongTimes) }),
        (Output, 1), (Output, 2),
    ];

    private ImmutableList<ProbeAnswer> Answers { get; init; } = [];

    private int Failures { get; init; }

    private string? LastFailure { get; init; }

    private TimeSpan NotBefore { get; init; }

    public ProbeStep Decide(ProbeProgress progress)
    {
        if (progress.InFlight > 0)
            return ProbeStep.Wait;
        if (Failures >= MaxFailures)
            return new ProbeStep.End(ProbeEnd.TargetFailed);
        return Answers.Count < Steps.Length ? new ProbeStep.Send(RequestOf(Steps[Answers.Count]), NotBefore) : new ProbeStep.End(ProbeEnd.Concluded);
    }

    public IProbe Apply(ProbeAnswer answer) => answer.Record.Error is null
        ? this with { Answers = Answers.Add(answer), Failures = 0 }
        : this with
        {
            Failures = Failures + 1,
            LastFailure = ProbeAnswers.Describe(answer.Record),
            NotBefore = answer.EndedAt + (answer.Record.RetryAfter ?? PauseAfterFailure),
        };

    public ProbeFindings Findings(ProbeEnd end)
    {
        var kinds = SampleTexts.Kinds.Select(CountedOf).OfType<CountedKind>().ToList();
        var overhead = Overhead();
        return new ProbeFindings
        {
            Ended = end,
            Notes = end is ProbeEnd.TargetFailed ? [$"The target failed {MaxFailures} times in a row: {LastFailure}."] : [],
            TokenCounting = new TokenCountingFindings
            {
                Verdict = VerdictOn(kinds),
                Tokenizer = Tokenizer.Name,
                IsModelsOwn = Tokenizer.IsExact,
                OverheadPerMessage = overhead?.Slope,
                OverheadPerRequest = overhead?.Intercept,
                Kinds = kinds,
                Output = CountedOutput(),
            },
        };
    }

    private static ProbeRequest RequestOf((string Purpose, int Size) step) => new(step.Purpose, step.Purpose switch
    {
        Output => new RequestVariation { Messages = [new Message("user", "Tell me about the sea in three sentences.")], KeepsText = true },
        Messages => new RequestVariation { Messages = [.. Conversation(step.Size)], MaxTokens = 1 },
        var kind => new RequestVariation { Messages = [new Message("user", SampleTexts.Of(kind, step.Size))], MaxTokens = 1 },
    })
    {
        Size = step.Size,
    };

    private static IEnumerable<Message> Conversation(int messages) =>
        Enumerable.Range(0, messages).Select(index => new Message(index % 2 == 0 ? "user" : "assistant", MessageText));

    private IEnumerable<ProbeAnswer> Of(string purpose) =>
        Answers.Where(answer => answer.Request.Purpose == purpose && answer.Record.TokenSource is TokenSource.Usage);

    private CountedKind? CountedOf(string kind)
    {
        var answers = Of(kind).ToDictionary(answer => answer.Request.Size, answer => answer.Record.Tokens.Input);
        if (!answers.TryGetValue(ShortTimes, out var less) || !answers.TryGetValue(LongTimes, out var more))
            return null;
        return Counted(kind, Tokenizer.Count(SampleTexts.Of(kind, LongTimes)) - Tokenizer.Count(SampleTexts.Of(kind, ShortTimes)), more - less);
    }

    /// <summary>What is added: the line of usage beyond the texts against the number of messages.</summary>
    private TheilSen? Overhead()
    {
        var text = Tokenizer.Count(MessageText);
        return TheilSen.Fit([.. Of(Messages).Select(answer => ((double)answer.Request.Size, (double)(answer.Record.Tokens.Input - answer.Request.Size * text)))]);
    }

    /// <summary>Answers with reasoning are left out: its text is often another one than was counted.</summary>
    private CountedKind? CountedOutput()
    {
        var answers = Of(Output).Where(answer => answer.Record is { Text.Length: > 0, Tokens.Reasoning: 0 }).Select(answer => answer.Record).ToList();
        return answers.Count == 0 ? null
            : Counted(Output, answers.Sum(record => Tokenizer.Count(record.Text!)), answers.Sum(record => record.Tokens.Output));
    }

    private static CountedKind Counted(string kind, int counted, long reported) =>
        new(kind, counted, reported, counted == 0 ? 0 : (reported - counted) / (double)counted);

    private CountingVerdict VerdictOn(List<CountedKind> kinds)
    {
        if (kinds.Count == 0)
            return CountingVerdict.NoUsage;
        if (!Tokenizer.IsExact)
            return CountingVerdict.NotComparable;
        return kinds.All(kind => Math.Abs(kind.Reported - kind.Counted) <= Math.Max(1, AgreesWithin * kind.Counted)) ? CountingVerdict.Agrees
            : kinds.All(kind => Math.Abs(kind.RelativeError) <= CloseWithin) ? CountingVerdict.Close
            : CountingVerdict.Deviates;
    }
}
