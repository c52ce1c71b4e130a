using System.Text.RegularExpressions;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Plans;

public sealed partial class LoadDocumentationTests
{
    private static readonly string Document = Repository.Document("load-models.md");

    [Fact]
    public void Every_model_has_its_row() =>
        LoadReader.Names.Split(", ").ShouldAllBe(model => Document.Contains($"\n| `{model}` | "));

    [Fact]
    public void Every_example_is_a_plan_and_together_they_show_every_model()
    {
        var loads = Examples().Matches(Document).SelectMany(example => Reading.Yaml(example.Groups["plan"].Value).Plan().Tests).Select(test => (test.Load.GetType(), IsStep: test.Step is not null));

        loads.Distinct().Count().ShouldBe(LoadReader.Names.Split(", ").Length);
    }

    [GeneratedRegex("```yaml\n(?<plan>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Examples();
}
