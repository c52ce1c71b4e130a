using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Messages.Plans;

/// <summary>
/// Reads the load of a test: an object in <c>load</c>, or in short the model's name there and the fields beside it, or the
/// fields alone where they tell the model.
/// </summary>
internal static class LoadReader
{
    internal const string PerSecond = " requests a second";
    internal const int MaxConcurrency = 10_000;
    internal const decimal MaxRate = 100_000m;
    internal static readonly TimeSpan MinDuration = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan MaxDuration = TimeSpan.FromDays(7);

    /// <param name="Name">The name in plans.</param>
    /// <param name="Fields">The fields that it understands.</param>
    /// <param name="ReadSteps">Reads them, a load for each step; what is left out is as in the default of the test's type.</param>
    private sealed record LoadModel(string Name, string[] Fields, Func<LoadFields, IReadOnlyList<Load>> ReadSteps)
    {
        public LoadModel(string name, string[] fields, Func<LoadFields, Load?> read)
            : this(name, fields, given => read(given) is { } load ? [load] : [])
        {
        }
    }

    /// <param name="Own">The fields of the load.</param>
    /// <param name="Steps">The default of the test's type: one load, or one for each step.</param>
    /// <param name="Errors">Where errors of what is inside a field go.</param>
    private sealed record LoadFields(FieldReader Own, IReadOnlyList<Load> Steps, List<PlanError> Errors)
    {
        public Load Usual => Steps[0];
    }

    private static readonly LoadModel Iterations = new("iterations", ["iterations", "concurrency"], ReadIterations);
    private static readonly LoadModel Concurrency = new("concurrency", ["concurrency", "duration"], ReadConcurrency);
    private static readonly LoadModel ConstantRate = new("constant_rate", ["rate", "duration", "max_in_flight"], ReadConstantRate);
    private static readonly LoadModel Poisson = new("poisson", ["rate", "duration", "seed", "max_in_flight"], ReadPoisson);
    private static readonly LoadModel Ramp = new("ramp", ["stages", "start_rate", "max_in_flight"], ReadRamp);
    private static readonly LoadModel Trace = new("trace", ["file", "format", "requests", "speedup", "max_requests", "max_in_flight"], ReadTrace);
    private static readonly LoadModel Probe = new("probe", ["max_requests", "duration", "max_prompt_tokens", "max_per_minute"],
        fields => ProbeLoadReader.Read(fields.Own, fields.Usual));

    private static readonly LoadModel Sweep = new("sweep", StepReader.SweepFields, fields => StepReader.ReadSweep(fields.Own));
    private static readonly LoadModel Levels = new("levels", StepReader.LevelFields, fields => StepReader.ReadLevels(fields.Own, fields.Errors));

    private static readonly LoadModel[] Models = [Iterations, Concurrency, ConstantRate, Poisson, Ramp, Trace, Sweep, Levels, Probe];
    private static readonly string[] AllFields = [.. Models.SelectMany(model => model.Fields).Distinct()];

    /// <summary>The names of the models.</summary>
    public static string Names => string.Join(", ", Models.Select(model => model.Name));

    /// <summary>Reads the load of <paramref name="test"/>, or one for each of its steps; none when it is not valid, which is noted.</summary>
    public static IReadOnlyList<Load> Read(FieldReader test, IReadOnlyList<Load> usual, List<PlanError> errors)
    {
        var own = test.IsText("load") ? null : test.Object("load");
        if (test.Has("load") && !test.IsText("load") && own is null)
            return [];

        var fields = own ?? test;
        var named = own is not null ? own.Text("model", Names, IsModel) : test.Text("load", Names, IsModel);
        var model = Models.FirstOrDefault(model => model.Name == named) ?? ModelMeantBy(fields, usual);
        if (usual[0] is ProbeLoad != (model == Probe))
        {
            test.Refuse("load", usual[0] is ProbeLoad ? $"{Probe.Name}: this type of test decides itself what it sends" : $"another model than {Probe.Name}, which is for tests that decide themselves what they send");
            return [];
        }

        foreach (var other in AllFields.Except(model.Fields).Where(fields.Has))
            errors.Add(new PlanError(fields.PathOf(other), "this field", $"the fields of the load model {model.Name}: {string.Join(", ", model.Fields)}"));
        foreach (var other in AllFields.Except(model.Fields))
            fields.Allow(other);

        var steps = model.ReadSteps(new LoadFields(fields, usual, errors));
        own?.RefuseUnknown();
        return steps;
    }

    private static bool IsModel(string name) => Models.Any(model => model.Name == name);

    private static LoadModel ModelMeantBy(FieldReader fields, IReadOnlyList<Load> usual) =>
        usual[0] is ProbeLoad ? Probe
        : fields.Has("max_rate") ? Sweep
        : fields.Has("levels") || fields.Has("max_concurrency") || usual.Count > 1 ? Levels
        : fields.Has("requests") || fields.Has("file") ? Trace
        : fields.Has("stages") ? Ramp
        : fields.Has("rate") ? ConstantRate
        : fields.Has("iterations") ? Iterations
        : fields.Has("duration") || usual[0] is ConcurrencyLoad ? Concurrency
        : Iterations;

    private static IterationsLoad ReadIterations(LoadFields fields)
    {
        var usual = fields.Usual as IterationsLoad ?? new IterationsLoad(10, 1);
        return new IterationsLoad(
            (int)(fields.Own.Whole("iterations", 1, 10_000_000) ?? usual.Requests),
            (int)(fields.Own.Whole("concurrency", 1, MaxConcurrency) ?? usual.Concurrency));
    }

    private static ConcurrencyLoad ReadConcurrency(LoadFields fields)
    {
        var usual = fields.Usual as ConcurrencyLoad ?? new ConcurrencyLoad(1, TimeSpan.FromSeconds(10));
        return new ConcurrencyLoad(
            (int)(fields.Own.Whole("concurrency", 1, MaxConcurrency) ?? usual.Concurrency),
            fields.Own.Duration("duration", MinDuration, MaxDuration) ?? usual.Duration);
    }

    private static ConstantRateLoad? ReadConstantRate(LoadFields fields)
    {
        var (rate, duration, inFlight) = ReadRate(fields);
        return rate is { } value && duration is { } time ? new ConstantRateLoad(value, time, inFlight) : null;
    }

    private static PoissonLoad? ReadPoisson(LoadFields fields)
    {
        var (rate, duration, inFlight) = ReadRate(fields);
        var seed = fields.Own.Whole("seed", 0, long.MaxValue) ?? 0;
        if (rate is not { } value || duration is not { } time)
            return null;
        if (value * time.TotalSeconds > PoissonLoad.MaxRequests)
        {
            fields.Own.Refuse("duration", string.Create(CultureInfo.InvariantCulture,
                $"at most {PoissonLoad.MaxRequests} requests in all, at this rate {PoissonLoad.MaxRequests / value:0.###}s"));
            return null;
        }

        var load = new PoissonLoad(value, time, inFlight, seed);
        if (load.Planned > 0)
            return load;
        fields.Own.Refuse("duration", "a time in which a request falls due: longer, or with another seed or a higher rate");
        return null;
    }

    private static (double? Rate, TimeSpan? Duration, int MaxInFlight) ReadRate(LoadFields fields) => (
        (double?)fields.Own.Number("rate", 0.001m, MaxRate, PerSecond, required: true),
        fields.Own.Duration("duration", MinDuration, MaxDuration, required: true),
        MaxInFlight(fields));

    private static RampLoad? ReadRamp(LoadFields fields)
    {
        var start = (double)(fields.Own.Number("start_rate", 0, MaxRate, PerSecond) ?? 0);
        var stages = fields.Own.List("stages", 100, (node, path) => ReadStage(node, path, fields.Errors), required: true);
        var load = new RampLoad(start, [.. stages], MaxInFlight(fields));
        if (stages.Count == 0)
            return null;
        if (load.Due > 0 && load.Limit >= MinDuration && load.Limit <= MaxDuration)
            return load;
        fields.Own.Refuse("stages", $"stages in which a request falls due, from {Durations.Format(MinDuration)} to {Durations.Format(MaxDuration)} in all");
        return null;
    }

    private static RampStage? ReadStage(JsonNode? node, string path, List<PlanError> errors)
    {
        if (PlanReader.ObjectOf(node, path, "{ rate, duration }", errors) is not { } fields)
            return null;

        var rate = fields.Number("rate", 0, MaxRate, PerSecond, required: true);
        var duration = fields.Duration("duration", TimeSpan.Zero, MaxDuration, required: true);
        fields.RefuseUnknown();
        return rate is { } value && duration is { } time ? new RampStage((double)value, time) : null;
    }

    private static TraceLoad? ReadTrace(LoadFields fields)
    {
        var speedup = (double)(fields.Own.Number("speedup", 0.001m, 100_000m) ?? 1);
        var most = (int)(fields.Own.Whole("max_requests", 1, TraceLoad.MaxRequests) ?? TraceLoad.MaxRequests);
        var inFlight = MaxInFlight(fields);
        fields.Own.Allow("file");
        fields.Own.Allow("format");
        if (fields.Own.Has("file"))
        {
            fields.Own.Allow("requests");
            fields.Own.Refuse("file", "the trace itself in 'requests'; only the command line reads files, and puts their requests there");
            return null;
        }

        var requests = fields.Own.List("requests", TraceLoad.MaxRequests, (node, path) => ReadTraceRequest(node, path, fields.Errors), required: true);
        if (requests.Count == 0)
            return null;
        var load = new TraceLoad(TraceRequest.InOrder(requests.Take(most)), speedup, inFlight);
        if (load.Limit <= MaxDuration)
            return load;
        fields.Own.Refuse("requests", $"a trace of at most {Durations.Format(MaxDuration)}; raise speedup, or lower max_requests");
        return null;
    }

    private static TraceRequest? ReadTraceRequest(JsonNode? node, string path, List<PlanError> errors)
    {
        if (node is JsonArray { Count: 3 or 4 } figures
            && WholeOf(figures[0], TraceRequest.MaxAtMs) is { } at
            && WholeOf(figures[1], TraceRequest.MaxTokens) is { } input
            && WholeOf(figures[2], TraceRequest.MaxTokens) is { } output
            && BlocksOf(figures.Count == 3 ? new JsonArray() : figures[3], TraceRequest.BlocksOf((int)input)) is { } blocks)
        {
            return new TraceRequest(at, (int)input, (int)output) { Blocks = blocks };
        }

        errors.Add(new PlanError(path, ErrorText.Of(node), string.Create(CultureInfo.InvariantCulture,
            $"[milliseconds, input tokens, output tokens] or [milliseconds, input tokens, output tokens, [block, …]], whole numbers from 0, tokens up to {TraceRequest.MaxTokens}, a block for each {TraceRequest.BlockTokens} input tokens")));
        return null;
    }

    private static ImmutableArray<int>? BlocksOf(JsonNode? node, int most)
    {
        if (node is not JsonArray list || list.Count > most)
            return null;
        if (list.Count == 0)
            return ImmutableArray<int>.Empty;
        var blocks = list.Select(block => WholeOf(block, TraceRequest.MaxBlock)).ToList();
        return blocks.TrueForAll(block => block is not null) ? [.. blocks.Select(block => (int)block!.Value)] : null;
    }

    private static long? WholeOf(JsonNode? node, long max) =>
        node is JsonValue value && value.TryGetValue(out long whole) && whole >= 0 && whole <= max ? whole : null;

    private static int MaxInFlight(LoadFields fields) => MaxInFlight(fields.Own);

    internal static int MaxInFlight(FieldReader fields) => (int)(fields.Whole("max_in_flight", 1, MaxConcurrency) ?? 1000);
}
