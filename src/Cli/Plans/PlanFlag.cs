using System.Globalization;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Plans.Traces;

namespace AkkaApiBench.Cli.Plans;

/// <summary>A flag that stands for a field of a plan.</summary>
/// <param name="Name">The flag.</param>
/// <param name="Argument">What follows it, as help shows it.</param>
/// <param name="Path">The field; <c>[*]</c> is each item of a list.</param>
/// <param name="Help">What it is for.</param>
/// <param name="IsNumber">True when the field is a number.</param>
/// <param name="IsList">True when the flag may be given again.</param>
internal sealed record PlanFlag(string Name, string Argument, string Path, string Help, bool IsNumber = false, bool IsList = false)
{
    public const string EachTest = "tests[*].";
    public const string EachTarget = "targets[*].";

    public static readonly PlanFlag Target = new("--target", "PROVIDER/MODEL[@URL]", "targets", "What to measure (again for more)", IsList: true);
    public static readonly PlanFlag ApiKey = new("--api-key", "REF", EachTarget + "api_key",
        "Where the key is: env:NAME, file:PATH or none; once for all targets or once for each in their order [default: the provider's own variable]",
        IsList: true);
    public static readonly PlanFlag Http = new("--http", "VERSION", EachTarget + "http",
        "The version of HTTP that all targets are asked in: 1.1 or 2 [default: 1.1]");
    public static readonly PlanFlag Test = new("--test", "TYPE", "tests", $"What to find out: {string.Join(", ", TestTypes.Names)} (again for more)", IsList: true);
    public static readonly PlanFlag Iterations = new("--iterations", "N", EachTest + "iterations",
        "Requests of a test. With --duration as well, tests that count requests by default take this one", IsNumber: true);
    public static readonly PlanFlag Duration = new("--duration", "TIME", EachTest + "duration", "For how long requests are sent, such as 30s");
    public static readonly PlanFlag Concurrency = new("--concurrency", "N", EachTest + "concurrency", "Requests at a time", IsNumber: true);
    public static readonly PlanFlag Rate = new("--rate", "N", EachTest + "rate", "Requests a second, whether or not earlier ones were answered", IsNumber: true);
    public static readonly PlanFlag Load = new("--load", "MODEL", EachTest + "load",
        $"When requests are sent: {LoadReader.Names} [default: what the other flags mean; with --rate constant_rate]");
    public static readonly PlanFlag Trace = new("--trace", "FILE", EachTest + "file",
        $"Requests at the times of a recorded trace ({TraceReader.Names})");
    public static readonly PlanFlag Speedup = new("--speedup", "X", EachTest + "speedup", "How much faster than recorded a trace is replayed", IsNumber: true);
    public static readonly PlanFlag StartRate = new("--start-rate", "N", EachTest + "start_rate", "Requests a second of the first step of a sweep, or of the beginning of a ramp", IsNumber: true);
    public static readonly PlanFlag MaxRate = new("--max-rate", "N", EachTest + "max_rate",
        "Sweep: raise the rate step by step up to this, or until the target is saturated", IsNumber: true);
    public static readonly PlanFlag MaxConcurrency = new("--max-concurrency", "N", EachTest + "max_concurrency",
        "Levels: double the callers up to this many, or until more get no more answers", IsNumber: true);
    public static readonly PlanFlag StepDuration = new("--step-duration", "TIME", EachTest + "step_duration", "For how long each step of a sweep or of levels lasts");
    public static readonly PlanFlag MaxRequests = new("--max-requests", "N", EachTest + "max_requests",
        "The most requests of a test that decides itself what it sends (rate_limit, context_window, token_counting, error_handling)", IsNumber: true);
    public static readonly PlanFlag MaxPerMinute = new("--max-per-minute", "N", EachTest + "max_per_minute", "The most requests a minute of rate_limit", IsNumber: true);
    public static readonly PlanFlag MaxPromptTokens = new("--max-prompt-tokens", "N", EachTest + "max_prompt_tokens",
        "The longest prompt of such a test", IsNumber: true);
    public static readonly PlanFlag Prompt = new("--prompt", "TEXT", "workload.messages", "What each request asks");
    public static readonly PlanFlag Dataset = new("--dataset", "FILE.jsonl", "workload.dataset.path",
        "Conversations to ask, as OpenAI's messages or ShareGPT's conversations");
    public static readonly PlanFlag NoStream = new("--no-stream", "", "workload.stream", "Have answers in one piece, not streamed");

    /// <summary>All of them, in the order of help.</summary>
    public static readonly IReadOnlyList<PlanFlag> All =
    [
        Target, ApiKey, Http, Test, Iterations, Duration, Concurrency, Rate, Load, Trace, Speedup, StartRate, MaxRate, MaxConcurrency, StepDuration,
        MaxRequests, MaxPerMinute, MaxPromptTokens, Prompt,
        new("--input-tokens", "N", "workload.synthetic.input_tokens", "Prompts made of words, all different, this long", IsNumber: true),
        new("--output-tokens", "N", "workload.synthetic.output_tokens", "The longest answer to such prompts", IsNumber: true),
        new("--shared-prefix", "X", "workload.shared_prefix.share", "The part of such prompts that is the same in all, from 0 to 1", IsNumber: true),
        Dataset,
        new("--sample", "N", "workload.dataset.sample", "How many conversations of the data set to take", IsNumber: true),
        new("--turns", "N", "workload.turns.max", "Go through conversations turn by turn, this many at the most", IsNumber: true),
        new("--think-time", "TIME", "workload.turns.think_time", "From an answer to the next turn, such as 2s"),
        new("--max-tokens", "N", "workload.max_tokens", "The longest answer", IsNumber: true),
        new("--temperature", "X", "workload.temperature", "From 0 to 2", IsNumber: true),
        NoStream,
        new("--warmup", "TIME", "warmup", "For how long unmeasured requests are sent before each test"),
        new("--slo", "'METRIC<VALUE'", "slo", "What a good request is, such as 'ttft<500ms' (again for more)", IsList: true),
        new("--threshold", "'METRIC<VALUE'", "thresholds",
            "What must hold at the end, such as 'latency.p95<2s'; else the exit code is 99 (again for more)", IsList: true),
        new("--budget-usd", "X", "budget.cost_usd", "The most that the run may cost", IsNumber: true),
        new("--budget-requests", "N", "budget.requests", "The most requests that the run may send", IsNumber: true),
        new("--order", "ORDER", "order", "together: all targets of a test at the same time, or interleaved: in turns, in random blocks [default: together]"),
        new("--workers", "N", "workers", "On how many workers each test is spread", IsNumber: true),
        new("--tag", "TAG", "tags", "Only on workers that have this tag (again for more)", IsList: true),
        new("--by-tag", "TAG", "by_tag", "Share the load among workers with this tag and with the others given so, and show each one's figures", IsList: true),
        new("--name", "NAME", "name", "What the run is called"),
    ];

    /// <summary>The flags that shape the load of a test.</summary>
    public static readonly IReadOnlyList<PlanFlag> OfLoad =
        [Iterations, Duration, Concurrency, Rate, Load, Trace, Speedup, StartRate, MaxRate, MaxConcurrency, StepDuration, MaxRequests, MaxPerMinute, MaxPromptTokens];

    /// <summary>The flags that say how targets are asked.</summary>
    public static readonly IReadOnlyList<PlanFlag> OfTarget = [ApiKey, Http];

    /// <summary>Those of them for tests that decide themselves what they send.</summary>
    public static readonly IReadOnlyList<PlanFlag> OfProbe = [Duration, MaxRequests, MaxPerMinute, MaxPromptTokens];

    /// <summary>The name of the field in its object.</summary>
    public string Field => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The value as a plan has it. What should be a number and is none stays text, for the validator to refuse.</summary>
    public JsonNode ValueOf(string text)
    {
        if (IsNumber && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return JsonValue.Create(whole);
        if (IsNumber && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return JsonValue.Create(number);
        return JsonValue.Create(text);
    }
}
