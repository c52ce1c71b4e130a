using System.Text.RegularExpressions;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Plans;

/// <summary>docs/limits.md against the code.</summary>
public partial class LimitsDocumentationTests
{
    private static readonly string Document = Repository.Document("limits.md");

    [Fact]
    public void The_example_is_a_plan() => Reading.Yaml(Example().Match(Document).Groups["plan"].Value).Plan().Retry.ShouldNotBeNull();

    [Fact]
    public void Every_error_that_another_try_may_mend_is_named() =>
        RetryPolicy.Mendable.ShouldAllBe(kind => Document.Contains($"`{kind.Name()}`"));

    [GeneratedRegex("```yaml\n(?<plan>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();
}
