using AkkaApiBench.Analytics.Advice;
using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Insights;
using AkkaApiBench.Node.ReadModel.Runs;

namespace AkkaApiBench.Node.Tests.Insights;

public sealed class AdviceQuestionsTests
{
    private static readonly Target Dear = TargetOf("dear", 10);
    private static readonly Target Cheap = TargetOf("cheap", 1);

    [Fact]
    public void Runs_of_the_same_work_are_put_together_and_their_targets_compared()
    {
        var plan = PlanOf(Dear, Cheap);
        var questions = Questions(Run("1", plan, [(0, Answers(Dear, 1000)), (1, Answers(Cheap, 1000))]), Run("2", plan, [(0, Answers(Dear, 500)), (1, Answers(Cheap, 500))]));

        questions.Select(question => question.Target).ShouldBe([Dear.Id, Cheap.Id]);
        questions[0].Runs.ShouldBe([new RunId("1"), new RunId("2")]);
        questions[0].Question.Usage.Service.Succeeded.ShouldBe(1500);
        questions[0].Question.Others.ShouldHaveSingleItem().Target.ShouldBe(Cheap.Name);
        var advice = CostAdvice.Of(questions[0].Question).First(advice => advice.Kind is RecommendationKind.CheaperTarget);
        advice.Instead.ShouldBe(Cheap.Name);
        advice.SavingShare.ShouldBe(0.9, 1e-6);
    }

    [Fact]
    public void Runs_of_other_work_are_asked_on_by_themselves()
    {
        var questions = Questions(Run("1", PlanOf(Dear), [(0, Answers(Dear, 10))]), Run("2", PlanOf(Dear, Cheap), [(0, Answers(Dear, 10))]));

        questions.Select(question => question.Runs.ShouldHaveSingleItem().Value).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void A_target_without_a_price_and_one_that_answered_nothing_are_left_out()
    {
        var free = Dear with { Price = null };

        Questions(Run("1", PlanOf(free, Cheap), [(0, Answers(Dear, 10)), (1, Answers(Cheap, 0))])).ShouldBeEmpty();
    }

    [Fact]
    public void Probes_say_nothing_of_what_is_usual()
    {
        var plan = PlanOf(Dear) with { Tests = [new Test("limits", TestType.RateLimit, new IterationsLoad(1, 1))] };

        Questions(Run("1", plan, [(0, Answers(Dear, 10))])).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_paid_beyond_the_answers_was_paid_for_tries_that_failed()
    {
        var answers = Answers(Dear, 100);
        var wasted = answers with
        {
            Cost = answers.Cost + Usd.FromDollars(1),
            Errors = answers.Errors.Add(ErrorKind.TimeoutTotal, 7),
            Traffic = Traffic.None with { Retries = Traffic.None.Retries.Add(ErrorKind.TimeoutTotal, 5) },
        };

        Questions(Run("1", PlanOf(Dear), [(0, wasted)]))[0].Question.Usage.Retries.ShouldBe(new RetryFigures(12, Usd.FromDollars(1)));
        Questions(Run("1", PlanOf(Dear), [(0, answers)]))[0].Question.Usage.Retries.ShouldBeNull();
    }

    [Theory]
    [InlineData(2000, 2000L * 99)]
    [InlineData(1000, null)]
    public void The_same_prompt_each_time_repeats_where_it_is_long_enough_for_a_cache(int tokens, long? repeated)
    {
        var answers = Answers(Dear, 100) with { Tokens = new Tokens(100L * tokens, 0, 100, 0) };

        Questions(Run("1", PlanOf(Dear), [(0, answers)]))[0].Question.Usage.RepeatedPrefixTokens.ShouldBe(repeated);
    }

    [Fact]
    public void A_history_has_what_each_hour_and_day_cost()
    {
        var history = SampleHistory.Of(48, hour => hour == 5 ? null : Answers(Dear, 10));

        var question = AdviceQuestions.Of(Dear, history).ShouldNotBeNull();

        question.Question.Usage.Hours.Count.ShouldBe(47);
        question.Question.Usage.Hours[5].ShouldBe(new HourlyCost(new DateOnly(2026, 11, 2), 6, 10, Answers(Dear, 10).Cost));
        question.Question.Usage.Days.Select(day => day.Requests).ShouldBe([230, 240]);
        question.Question.Usage.Days[1].Cost.ShouldBe(Answers(Dear, 240).Cost);
        question.Question.Usage.Days[1].InputCost.ShouldBe(question.Question.Usage.Days[1].OutputCost);
        (question.From, question.To).ShouldBe((SampleHistory.Begin, SampleHistory.Begin.AddHours(48)));
        AdviceQuestions.Of(Dear with { Price = null }, history).ShouldBeNull();
        AdviceQuestions.Of(Dear, SampleHistory.Of(48, _ => null)).ShouldBeNull();
    }

    private static List<CoveredQuestion> Questions(params MeasuredRun[] runs) => [.. AdviceQuestions.Of(runs, plan => plan.Targets.Count)];

    private static MeasuredRun Run(string id, Plan plan, (int Target, Aggregate Measured)[] measured)
    {
        var time = SampleHistory.Begin;
        return new MeasuredRun(
            new RunPlan(new RunHeader(new RunId(id), "n", RunStatus.Completed, null, time, time, time.AddMinutes(1)), plan),
            [
                .. measured.Select(one => new TargetMeasurements(new RunId(id), one.Target,
                    [new TestMeasurement(0, new RequestCounts(one.Measured.Succeeded, one.Measured.Failed, 0, 0), TimeSpan.FromMinutes(1), one.Measured, default)])),
            ]);
    }

    private static Plan PlanOf(params Target[] targets) => new()
    {
        Name = "n", Targets = targets, Tests = [new Test("latency", TestType.Latency, new IterationsLoad(10, 1))],
    };

    private static Target TargetOf(string model, decimal price) => new()
    {
        Provider = "openai-compatible", Model = model, BaseUrl = new Uri("http://127.0.0.1:1/v1"), HasOwnBaseUrl = true, Price = new Price(price, price, price, "test"),
    };

    private static Aggregate Answers(Target target, int count)
    {
        var tokens = new Tokens(100L * count, 0, 100L * count, 0);
        return new Aggregate
        {
            Succeeded = count,
            Tokens = tokens,
            Cost = target.Price!.Of(tokens),
            Distributions = count == 0 ? Aggregate.Empty.Distributions
                : Aggregate.Empty.Distributions.Add(Measure.Latency, Distribution.Of(Enumerable.Range(0, count).Select(i => 100_000L + i * 37 % 1000 * 100))),
        };
    }
}
