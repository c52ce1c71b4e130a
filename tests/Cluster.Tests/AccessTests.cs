using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>Keys to the API, in clusters of processes.</summary>
public sealed class AccessTests : ProcessTests
{
    private const string Shown = "shown this once: ";
    private const string NodeName = "all";

    [Fact]
    public async Task The_first_key_is_shown_once_and_stays_good_after_a_restart()
    {
        string key;
        await using (var node = await Member.NodeAsync(Folder, NodeName, ["--auth", "keys"]))
        {
            var line = await node.Process.ErrorLineAsync(line => line.Contains(Shown, StringComparison.Ordinal));
            key = line[(line.IndexOf(Shown, StringComparison.Ordinal) + Shown.Length)..].Trim();
            using var http = OpenAs(node, key);
            (await WhoAsync(http)).ShouldBe(HttpStatusCode.OK);
            await node.Process.DieAsync();
        }

        await using var again = await Member.NodeAsync(Folder, NodeName, ["--auth", "keys"]);
        using var client = OpenAs(again, key);
        (await WhoAsync(client)).ShouldBe(HttpStatusCode.OK);
        again.Process.Said.ShouldNotContain(Shown);

        await using var without = ProcessUnderTest.Start(Folder.Path, ["runs", "list", "--gateway", again.Http!.ToString()], ("APIBENCH_GATEWAY_KEY", ""));
        (await without.EndAsync()).ShouldNotBe(0);
        without.Said.ShouldContain("--gateway-key env:NAME");
        await using var with = ProcessUnderTest.Start(
            Folder.Path, ["runs", "list", "--gateway", again.Http!.ToString(), "--gateway-key", "env:KEY_OF_MINE"], ("KEY_OF_MINE", key));
        (await with.EndAsync()).ShouldBe(0, with.Said);
    }

    [PostgresFact]
    public async Task Keys_and_the_audit_log_stay_when_the_node_that_keeps_them_dies()
    {
        await using var database = await JournalDatabase.StartAsync(JournalDatabase.Postgres, Folder);
        List<Member> nodes = [];
        try
        {
            for (var index = 0; index < 3; index++)
            {
                string[] seeds = nodes is [var first, ..] ? ["--seed-nodes", first.Address] : [];
                nodes.Add(await Member.NodeAsync(
                    Folder, $"node-{index}", ["--auth", "keys", "--admin-key", Folder.KeyReference, .. seeds, .. database.Flags]));
            }

            using var admin = OpenAs(nodes[2], TestFolder.Key);
            var made = await MakeAsync(admin, "ci");
            using var caller = OpenAs(nodes[2], made.Secret);
            (await WhoAsync(caller)).ShouldBe(HttpStatusCode.OK);

            await nodes[0].Process.DieAsync();

            (await WhoAsync(caller)).ShouldBe(HttpStatusCode.OK, "what this gateway knew holds until it hears otherwise");
            var later = await MakeAsync(admin, "later");
            (await admin.DeleteAsync($"keys/{made.Key.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await WhoAsync(caller)).ShouldBe(HttpStatusCode.Unauthorized);
            using var other = OpenAs(nodes[1], made.Secret);
            (await WhoAsync(other)).ShouldBe(HttpStatusCode.Unauthorized);
            using var elsewhere = OpenAs(nodes[1], later.Secret);
            (await WhoAsync(elsewhere)).ShouldBe(HttpStatusCode.OK);
            var changes = (await admin.GetFromJsonAsync("audit", ApiJson.Default.ChangeListView))!.Changes;
            changes.Select(change => change.Action).Take(3).ShouldBe(["DELETE /api/v1/keys/{id}", "POST /api/v1/keys", "POST /api/v1/keys"]);
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    private static HttpClient OpenAs(Member node, string key) => new()
    {
        BaseAddress = new Uri(node.Http!, "/api/v1/"),
        Timeout = ProcessUnderTest.Patience,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    private static async Task<HttpStatusCode> WhoAsync(HttpClient http) => (await WhenAnsweredAsync(() => http.GetAsync("session"))).StatusCode;

    private static async Task<NewKeyView> MakeAsync(HttpClient http, string name)
    {
        using var response = await WhenAnsweredAsync(() => http.PostAsync("keys", JsonContent.Create(new { name, role = "operator" })));
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.NewKeyView))!;
    }

    /// <summary>Asks until the register of keys is there to answer.</summary>
    private static async Task<HttpResponseMessage> WhenAnsweredAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var limit = new CancellationTokenSource(ProcessUnderTest.Patience);
        while (true)
        {
            var response = await ask();
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || limit.IsCancellationRequested)
                return response;
            response.Dispose();
        }
    }
}
