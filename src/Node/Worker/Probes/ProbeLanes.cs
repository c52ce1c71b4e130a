using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Node.Worker.Load.Prompts;
using AkkaApiBench.Providers.Http;

namespace AkkaApiBench.Node.Worker.Probes;

/// <summary>Sends the requests of a probe: each is another, and has a lane of its own.</summary>
internal sealed class ProbeLanes(LlmClient client, SliceMeter meter, Charges charges, CancellationToken abort) : ILaneOwner
{
    private long _sent;

    /// <summary>Connections opened so far.</summary>
    public int ConnectionsOpened => client.ConnectionsOpened;

    /// <summary>Sends a request now. What it was to provoke is told as provoked.</summary>
    /// <returns>The answer as it is to be counted, and the error as it was.</returns>
    public async Task<(Answered Answered, ErrorKind? Error)> SendAsync(ProbeRequest request)
    {
        var index = _sent++;
        var (lane, prompt) = client.OpenLane(request.Variation);
        var record = await lane.SendAsync(0, prompt, abort).ConfigureAwait(false);
        meter.Use(charges.UsageOf(record));
        var isProvoked = record.Error is { } error && request.Provokes(error);
        var counted = new Try(1, isProvoked ? record with { Error = ErrorKind.Provoked } : record, Released: 0, Key: 0);
        return (new Answered(index, lane, new Dealt(prompt, Talk: null, NotBefore: 0), counted, []), record.Error);
    }

    public void GiveBack(Answered answered) => answered.Lane.Dispose();
}
