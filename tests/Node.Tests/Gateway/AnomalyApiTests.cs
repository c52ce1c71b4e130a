using System.Net.Http.Json;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Tests.Runs;

namespace AkkaApiBench.Node.Tests.Gateway;

[Collection(GatewayBench.Name)]
public sealed class AnomalyApiTests(BenchFixture bench)
{
    [Fact]
    public async Task A_name_that_nobody_measured_has_no_anomalies_and_starts_no_journal()
    {
        var anomalies = (await bench.Http.GetFromJsonAsync("/api/v1/anomalies?target=nobody/never", ApiJson.Default.AnomalyListView))!;
        anomalies.Anomalies.ShouldBeEmpty();

        var journals = (await bench.Http.GetFromJsonAsync("/api/v1/cluster/entities/journals", ApiJson.Default.ShardContentsView))!;
        journals.Shards.SelectMany(shard => shard.Entities).ShouldNotContain(entity => entity.Contains("never"));
    }
}
