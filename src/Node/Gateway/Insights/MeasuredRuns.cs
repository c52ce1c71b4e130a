using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.ReadModel.Runs;
using Microsoft.Extensions.Caching.Memory;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>The last runs with their measurements, which do not change any more: the last ones read are kept.</summary>
internal sealed class MeasuredRuns(RunsGateway gateway) : IDisposable
{
    private const int MostKept = 100;

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>The newest runs that measured something and ended, the newest first.</summary>
    /// <param name="count">How many runs are looked at.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<MeasuredRun>> LatestAsync(int count, CancellationToken cancellation)
    {
        var page = await gateway.ListAsync(new ListRuns(count), cancellation);
        var runs = new List<MeasuredRun>();
        foreach (var header in page.Runs.Where(run => run.Status.IsEnd() && run.StartedAt is not null))
        {
            if (await ReadAsync(header, cancellation) is { } run)
                runs.Add(run);
        }

        return runs;
    }

    public void Dispose() => _known.Dispose();

    private async Task<MeasuredRun?> ReadAsync(RunHeader header, CancellationToken cancellation)
    {
        if (_known.TryGetValue(header.Run, out MeasuredRun? known))
            return known;
        // It may be removed meanwhile.
        if (await gateway.PlanOfAsync(header.Run, cancellation) is not { } plan
            || await gateway.MeasurementsOfAsync(plan, cancellation) is not { } measured)
        {
            return null;
        }

        return _known.Set(header.Run, new MeasuredRun(plan, measured), new MemoryCacheEntryOptions { Size = 1 });
    }
}
