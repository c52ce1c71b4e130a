using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Display;

/// <summary>Which workers made which tests.</summary>
internal static class Placement
{
    /// <summary>A line a target; none where all is one process.</summary>
    /// <param name="run">The run at its end.</param>
    /// <param name="nameOf">What to call a worker; null where there is nothing to tell.</param>
    public static IEnumerable<string> Of(RunView run, Func<string, string?> nameOf)
    {
        foreach (var target in (run.Tests ?? []).GroupBy(test => test.Target))
        {
            var places = target
                .Select(test => (test.Test, Workers: string.Join(", ", test.Workers.Select(nameOf).OfType<string>().Order(StringComparer.Ordinal))))
                .Where(test => test.Workers.Length > 0)
                .GroupBy(test => test.Workers, test => test.Test)
                .Select(place => $"{string.Join(", ", place)} on {place.Key}")
                .ToList();
            if (places.Count > 0)
                yield return $"{target.Key}: {string.Join("; ", places)}";
        }
    }
}
