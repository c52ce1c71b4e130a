using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>What must hold of every result's figures.</summary>
internal static class Accounts
{
    /// <summary>The requests of the one test of the one target of a result.</summary>
    public static RequestCounts OnlyTest(this RunResult result) =>
        result.Targets.ShouldHaveSingleItem().Tests.ShouldHaveSingleItem().Value.Requests;

    /// <summary>
    /// Checks the account of a load of <paramref name="planned"/> requests to a provider that answers everything and received
    /// <paramref name="received"/>; a process may have died meanwhile.
    /// </summary>
    /// <remarks>
    /// What is counted as ended was received: received ≥ succeeded + failed. What was received beyond that was sent with leave
    /// that the journal had noted before, and was never reported, which is what lost means: received − succeeded − failed ≤ lost.
    /// The two are not equal, for not everything that was noted was sent when the process died.
    /// </remarks>
    public static void ShouldAccountFor(this RequestCounts requests, long planned, long received)
    {
        var ended = requests.Succeeded + requests.Failed;
        (ended + requests.Lost + requests.NotSent).ShouldBe(planned);
        received.ShouldBeInRange(ended, ended + requests.Lost);
    }

    /// <summary>
    /// Checks that each request that workers wrote down is one that came to the provider, and stands there once. They write
    /// before they report, so there are at least as many as were counted.
    /// </summary>
    public static void ShouldBeReceivedOnce(this IReadOnlyCollection<WrittenRequest> written, SimulatedTargets targets, long counted)
    {
        var ids = written.Select(request => request.Id).ToList();
        ids.ShouldBeUnique();
        ids.Except(targets.Truth.Select(truth => truth.Id)).ShouldBeEmpty();
        ids.Count.ShouldBeGreaterThanOrEqualTo((int)counted);
    }
}
