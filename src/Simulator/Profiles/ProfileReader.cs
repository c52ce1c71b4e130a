using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AkkaApiBench.Simulator.Profiles;

/// <summary>The one way from a file to a <see cref="Profile"/>: YAML, of which JSON is a part. Finds every error at once.</summary>
public static class ProfileReader
{
    private static readonly TimeSpan LongestScript = TimeSpan.FromDays(3660);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestLoadDelay = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, WireProtocol> Protocols =
        Enum.GetValues<WireProtocol>().ToDictionary(protocol => protocol.ToString().ToLowerInvariant());

    private static readonly Dictionary<string, FaultKind> FaultKinds =
        Enum.GetValues<FaultKind>().ToDictionary(kind => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()));

    private static readonly FaultKind[] LastingFaults =
        [FaultKind.RateLimited, FaultKind.SlowHeaders, FaultKind.StallBeforeFirstToken, FaultKind.StallBetweenTokens];

    /// <summary>Reads a profile.</summary>
    public static ProfileReading Read(string text)
    {
        var errors = new List<ProfileError>();
        try
        {
            var stream = new YamlStream();
            using var reader = new StringReader(text);
            stream.Load(reader);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                var profile = Read(new ProfileFields(root, "", errors));
                return errors.Count == 0 ? new ProfileReading(profile, []) : new ProfileReading(null, errors);
            }

            errors.Add(new ProfileError("profile", ProfileFields.Show(stream.Documents.FirstOrDefault()?.RootNode),
                "one document of fields and values, among them name, protocol and models"));
        }
        catch (YamlException error)
        {
            errors.Add(new ProfileError("profile", "this text", string.Create(CultureInfo.InvariantCulture,
                $"YAML or JSON with each field once (line {error.Start.Line}, column {error.Start.Column}: {error.Message})")));
        }

        return new ProfileReading(null, errors);
    }

    private static Profile? Read(ProfileFields fields)
    {
        var name = fields.Text("name", ProfileRules.AllowedName, ProfileRules.IsName, required: true);
        var protocol = fields.Choice("protocol", Protocols, required: true);
        var profile = new Profile
        {
            Name = name ?? "",
            Protocol = protocol ?? default,
            Models = fields.Texts("models", "a model's name of 1 to 200 characters without spaces", IsModel, required: true),
            Price = ReadPrice(fields.Mapping("price")),
            // Ollama has no keys of its own.
            RequiresKey = fields.Flag("require_key") ?? protocol is not WireProtocol.Ollama,
            AcceptedKey = fields.Text("accept_key", "the only key that is accepted, 1 to 500 characters",
                text => text.Trim().Length is > 0 and <= 500, isSecret: true),
            Latency = ReadLatency(fields.Mapping("latency")),
            Output = ReadOutput(fields.Mapping("output")),
            Limits = ReadLimits(fields.Mapping("limits")),
            ContextWindow = (int?)fields.Whole("context_window", 1, 100_000_000),
            Counting = ReadCounting(fields.Mapping("counting")),
            RefusalStatus = (int?)fields.Whole("refusal_status", 400, 599),
            Faults = ReadFaults(fields),
            Incidents = fields.List("incidents", "{ from, to, latency_factor, faults }", ReadIncident),
            Clock = ReadClock(fields.Mapping("clock")),
        };
        fields.RefuseUnknown();
        return profile;
    }

    private static ModelPrice ReadPrice(ProfileFields? fields)
    {
        if (fields is null)
            return ModelPrice.Free;
        const double max = 1_000_000;
        const string unit = " USD per million tokens";
        var input = (decimal)(fields.Number("input", 0, max, unit, required: true) ?? 0);
        var cached = (decimal?)fields.Number("cached_input", 0, max, unit);
        var output = (decimal)(fields.Number("output", 0, max, unit, required: true) ?? 0);
        fields.RefuseUnknown();
        return new ModelPrice(input, cached ?? input, output);
    }

    private static Latency ReadLatency(ProfileFields? fields)
    {
        var latency = new Latency();
        if (fields is null)
            return latency;
        const string hours = "a list of 24 factors from 0 to 1000, one for each hour of the day in UTC";
        var daily = fields.Texts("daily", hours, text => ProfileFields.NumberOf(text) is >= 0 and <= 1000);
        if (fields.Has("daily") && daily.Count != ProfileRules.HoursOfDay)
            fields.Refuse("daily", hours);
        latency = new Latency
        {
            FirstToken = fields.Distribution("ttft", Quantity.Duration) ?? latency.FirstToken,
            TokenGap = fields.Distribution("token_gap", Quantity.Duration) ?? latency.TokenGap,
            HeadersShare = fields.Number("headers_share", 0, 1) ?? latency.HeadersShare,
            Per1kInputTokens = fields.Duration("per_1k_input_tokens", LongestLoadDelay) ?? TimeSpan.Zero,
            FirstTokenPerInFlight = fields.Duration("ttft_per_in_flight", LongestLoadDelay) ?? TimeSpan.Zero,
            TokenGapPerInFlight = fields.Duration("token_gap_per_in_flight", LongestLoadDelay) ?? TimeSpan.Zero,
            Daily = [.. daily.Select(text => ProfileFields.NumberOf(text) ?? 1)],
        };
        fields.RefuseUnknown();
        return latency;
    }

    private static Output ReadOutput(ProfileFields? fields)
    {
        var output = new Output();
        if (fields is null)
            return output;
        output = new Output
        {
            Tokens = fields.Distribution("tokens", Quantity.Tokens) ?? output.Tokens,
            ReasoningShare = fields.Number("reasoning_share", 0, 1) ?? 0,
            CachedShare = fields.Number("cached_share", 0, 1) ?? 0,
        };
        fields.RefuseUnknown();
        return output;
    }

    private static Counting ReadCounting(ProfileFields? fields)
    {
        if (fields is null)
            return new Counting();
        var counting = new Counting
        {
            IsO200k = fields.Text("tokenizer", "bytes or o200k_base", text => text is "bytes" or "o200k_base") is "o200k_base",
            Factor = fields.Number("factor", 0, 1000) ?? 1,
        };
        fields.RefuseUnknown();
        return counting;
    }

    private static RateLimits ReadLimits(ProfileFields? fields)
    {
        if (fields is null)
            return new RateLimits();
        var limits = new RateLimits
        {
            RequestsPerMinute = fields.Whole("requests_per_minute", 1, 1_000_000_000),
            TokensPerMinute = fields.Whole("tokens_per_minute", 1, 1_000_000_000_000),
            MaxConcurrency = (int?)fields.Whole("max_concurrency", 1, 1_000_000),
            Servers = (int?)fields.Whole("servers", 1, 1_000_000),
            Burst = fields.Duration("burst", TimeSpan.FromHours(1)) ?? TimeSpan.FromMinutes(1),
            RetryAfterFactor = fields.Number("retry_after_factor", 0, 1000) ?? 1,
            HasHeaders = fields.Flag("headers") ?? true,
        };
        fields.RefuseUnknown();
        return limits;
    }

    private static IReadOnlyList<Fault> ReadFaults(ProfileFields fields)
    {
        var faults = fields.List("faults", "{ kind, rate, lasts }", ReadFault);
        if (ProfileRules.RateOf(faults) > 1)
            fields.Refuse("faults", "rates that add up to at most 1");
        return faults;
    }

    private static Fault? ReadFault(ProfileFields fields)
    {
        var kind = fields.Choice("kind", FaultKinds, required: true);
        var rate = fields.Number("rate", 0, 1) ?? 1;
        var lasts = fields.Duration("lasts", LongestDelay, required: kind is { } lasting && LastingFaults.Contains(lasting));
        if (lasts is not null && kind is { } instant && !LastingFaults.Contains(instant))
            fields.Refuse("lasts", $"nothing for this kind; only {string.Join(", ", FaultKinds.Where(pair => LastingFaults.Contains(pair.Value)).Select(pair => pair.Key))} last");
        fields.RefuseUnknown();
        return kind is { } known ? new Fault(known, rate) { Lasts = lasts ?? TimeSpan.Zero } : null;
    }

    private static Incident? ReadIncident(ProfileFields fields)
    {
        var from = fields.Duration("from", LongestScript, required: true);
        var to = fields.Duration("to", LongestScript, required: true);
        if (from >= to)
            fields.Refuse("to", "a duration longer than 'from'; both count from the start of the profile's clock");
        var factor = fields.Number("latency_factor", 0, 1000) ?? 1;
        var faults = ReadFaults(fields);
        fields.RefuseUnknown();
        return from is { } begin && to is { } end ? new Incident(begin, end) { LatencyFactor = factor, Faults = faults } : null;
    }

    private static ClockSettings ReadClock(ProfileFields? fields)
    {
        if (fields is null)
            return new ClockSettings();
        var clock = new ClockSettings
        {
            Speed = fields.Number("speed", 0.001, 1_000_000, " seconds of the profile a real second") ?? 1,
            Start = fields.Text("start", "a time such as 2026-01-31T08:00:00Z", text => TimeOf(text) is not null) is { } start ? TimeOf(start) : null,
        };
        fields.RefuseUnknown();
        return clock;
    }

    private static bool IsModel(string text) => text.Length is > 0 and <= 200 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
