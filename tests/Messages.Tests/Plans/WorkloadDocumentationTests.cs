using System.Text.RegularExpressions;

namespace AkkaApiBench.Messages.Tests.Plans;

public sealed partial class WorkloadDocumentationTests
{
    [Fact]
    public void Every_example_is_a_plan()
    {
        var plans = Examples().Matches(Repository.Document("workloads.md")).Select(example => example.Groups["plan"].Value)
            .Where(plan => plan.StartsWith("targets:", StringComparison.Ordinal)).ToList();

        plans.Count.ShouldBeGreaterThanOrEqualTo(5);
        foreach (var plan in plans)
            Reading.Yaml(plan).Plan();
    }

    [GeneratedRegex("```yaml\n(?<plan>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Examples();
}
