using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Plans;

/// <summary>Two providers: <c>openai</c> (alias <c>oai</c>, priced <c>gpt-4o-mini</c>) and <c>openai-compatible</c>, which has no URL of its own.</summary>
internal sealed class FakeCatalog : IProviderCatalog
{
    public static readonly FakeCatalog Instance = new();

    private static readonly ProviderDefaults OpenAi = new("openai", new Uri("https://api.openai.com/v1"), new KeyReference("env:OPENAI_API_KEY"));
    private static readonly ProviderDefaults Compatible = new("openai-compatible", null, KeyReference.None);

    public IReadOnlyList<string> Names => ["openai", "oai", "openai-compatible"];

    public ProviderDefaults? Find(string name) => name switch
    {
        "openai" or "oai" => OpenAi,
        "openai-compatible" => Compatible,
        _ => null,
    };

    public Price? PriceOf(string provider, string model) =>
        (provider, model) is ("openai", "gpt-4o-mini") ? new Price(0.15m, 0.075m, 0.6m, "fake") : null;
}

internal static class Reading
{
    public static PlanReading Yaml(string text) => PlanReader.FromYaml(text, FakeCatalog.Instance);

    public static PlanReading Json(string text) => PlanReader.FromJson(text, FakeCatalog.Instance);

    public static Plan Plan(this PlanReading reading)
    {
        reading.Errors.ShouldBeEmpty();
        return reading.Plan.ShouldNotBeNull();
    }

    /// <summary>A plan of one target and one test with more lines.</summary>
    public static PlanReading With(string lines) => Yaml($"targets: [openai/gpt-4o-mini]\ntests: [latency]\n{lines}");

    public static PlanError OnlyError(this PlanReading reading)
    {
        reading.Plan.ShouldBeNull();
        return reading.Errors.ShouldHaveSingleItem();
    }
}
