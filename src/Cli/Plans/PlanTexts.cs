namespace AkkaApiBench.Cli.Plans;

/// <summary>Texts about plans that come with the program.</summary>
internal static class PlanTexts
{
    /// <summary>A plan to begin with, with comments.</summary>
    public static string Example() => Read("example.yaml");

    /// <summary>The JSON schema of plans.</summary>
    public static string Schema() => Read("plan.schema.json");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PlanTexts).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
