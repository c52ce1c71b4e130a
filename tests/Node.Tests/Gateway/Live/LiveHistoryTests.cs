using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Live;

namespace AkkaApiBench.Node.Tests.Gateway.Live;

public sealed class LiveHistoryTests
{
    private readonly LiveHistory _history = new("here", 3);

    [Theory]
    [InlineData("")]
    [InlineData("here")]
    [InlineData("here-")]
    [InlineData("here--1")]
    [InlineData("here-+1")]
    [InlineData("here-99999999999999999999")]
    [InlineData("here-2")]
    [InlineData("there-1")]
    public void What_came_after_an_event_that_there_was_not_is_not_known(string id)
    {
        Gone("a");

        _history.After(id).ShouldBeNull();
    }

    [Fact]
    public void What_came_after_an_event_is_told_in_order()
    {
        var first = Gone("a");
        var others = new[] { Gone("b"), Gone("c") };

        _history.After(first.Id!).ShouldBe(others);
        _history.After(others[^1].Id!).ShouldBe([]);
    }

    [Fact]
    public void What_came_after_an_event_is_not_known_any_more_when_some_of_it_is_forgotten()
    {
        var (first, second) = (Gone("a"), Gone("b"));
        Gone("c");
        Gone("d");
        _history.After(first.Id!)!.Count.ShouldBe(3);

        Gone("e");

        _history.After(first.Id!).ShouldBeNull();
        _history.After(second.Id!)!.Count.ShouldBe(3);
    }

    [Fact]
    public void Of_progress_only_the_newest_is_told_and_takes_no_place_of_others()
    {
        var first = Gone("a");
        for (var i = 0; i < 100; i++)
            Progress(RunStatus.Running);
        var newest = Progress(RunStatus.Running);
        var last = Gone("b");

        _history.After(first.Id!).ShouldBe([newest, last]);
    }

    [Fact]
    public void The_end_of_a_run_is_told_and_not_its_progress_before()
    {
        var first = Gone("a");
        Progress(RunStatus.Running);
        var end = Progress(RunStatus.Completed);

        _history.After(first.Id!).ShouldBe([end]);
        _history.ProgressOf(new RunId("r")).ShouldBeNull();
    }

    private LiveEvent Gone(string run) => _history.Add(new LiveNews.RunGone(new RunId(run)));

    private LiveEvent Progress(RunStatus status) => _history.Add(new LiveNews.RunProgressed(
        new RunProgress(new RunHeader(new RunId("r"), "n", status, null, default, null, null), []), new Plan { Name = "n", Targets = [], Tests = [] }));
}
