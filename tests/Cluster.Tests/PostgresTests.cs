using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;
using Npgsql;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>PostgreSQL as the journals' database: what an operator may meet.</summary>
public sealed class PostgresTests : ProcessTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    [PostgresFact]
    public async Task A_database_that_is_away_for_some_seconds_holds_the_load_and_loses_nothing()
    {
        const int Planned = 300;
        await using var database = await JournalDatabase.StartAsync(JournalDatabase.Postgres, Folder);
        await using var node = await Member.NodeAsync(Folder, "data", database.Flags);
        using var api = node.OpenApi();
        var run = (await api.SubmitAsync($$"""
            name: held
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: reliability, iterations: {{Planned}}, concurrency: 5 } ]
            """)).RunId;
        await Targets.WhenReceivedAsync("one", 60);

        await database.Server!.StopAsync();
        await Targets.WhenHeldAsync("one", Pause);
        var meanwhile = await Targets.ReceivedAsync("one");
        await database.Server.StartAgainAsync();

        meanwhile.ShouldBeLessThan(Planned);
        (await api.WhenListedAsync(run, view => view.EndedAt is not null)).Status.ShouldBe(RunStatus.Completed, node.Process.Said);
        var result = await api.ResultAsync(run);
        result.OnlyTest().Succeeded.ShouldBe(Planned, node.Process.Said);
        var test = result.Targets.ShouldHaveSingleItem().Tests.ShouldHaveSingleItem().Value;
        // The window that waits began to within about a second before the load stood still.
        test.ClientHealth.HeldS.ShouldNotBeNull().ShouldBeInRange(Pause.TotalSeconds - 2, test.DurationS);
        (await Targets.ReceivedAsync("one")).ShouldBe(Planned);
    }

    [PostgresFact]
    public async Task What_was_measured_is_the_same_to_the_byte_when_it_is_restored_from_a_back_up()
    {
        await using var server = await PostgresServer.StartAsync();
        Uri result;
        byte[] measured;
        await using (var node = await Member.NodeAsync(Folder, "data", ["--journal", $"postgres:file:{Folder.Write("connection", server.ConnectionString)}"]))
        {
            using var api = node.OpenApi();
            var run = (await api.SubmitAsync($$"""
                name: kept
                targets: [ {{Targets.Target("one")}} ]
                tests: [ { type: latency, iterations: 20, concurrency: 4 } ]
                """)).RunId;
            (await api.WatchToEndAsync(run)).Status.ShouldBe(RunStatus.Completed, node.Process.Said);
            result = new Uri($"/api/v1/runs/{run}/result", UriKind.Relative);
            using var http = new HttpClient { BaseAddress = node.Http };
            measured = await http.GetByteArrayAsync(result);
        }

        await using var restored = await Member.NodeAsync(Folder, "restored", ["--journal", $"postgres:file:{Folder.Write("restored-connection", await server.RestoredAsync())}"]);
        using var again = new HttpClient { BaseAddress = restored.Http };
        (await again.GetByteArrayAsync(result)).ShouldBe(measured);

        var document = Repository.Document("kubernetes.md");
        document.ShouldContain($"pg_dump {PostgresServer.DumpFlags}");
        document.ShouldContain($"pg_restore {PostgresServer.RestoreFlags}");
    }

    [PostgresFact]
    public async Task The_password_is_nowhere()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var node = await Member.NodeAsync(
            Folder, "data", ["--log-level", "trace", "--log-file", Folder.PathOf("node.log")],
            ("APIBENCH__JOURNAL", $"postgres:{server.ConnectionString}"));
        using var http = new HttpClient { BaseAddress = node.Http };
        // Ready or not yet: either way it must not tell.
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var health = await ready.Content.ReadAsStringAsync();
        await server.StopAsync();
        await node.Process.ErrorLineAsync(line => line.Contains("error", StringComparison.Ordinal) || line.Contains("warn", StringComparison.Ordinal));
        node.Process.Send(Signal.Terminate);
        await node.Process.EndAsync();

        health.ShouldNotContain(PostgresServer.Password);
        node.Process.Said.ShouldNotContain(PostgresServer.Password);
        Folder.FilesWith(PostgresServer.Password).ShouldBeEmpty();
    }

    [PostgresFact]
    public async Task Tables_of_a_newer_version_are_refused()
    {
        await using var server = await PostgresServer.StartAsync();
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("CREATE TABLE apibench_schema (version integer NOT NULL); INSERT INTO apibench_schema VALUES (1000)", connection);
            await command.ExecuteNonQueryAsync();
        }

        await ShouldNotStartAsync($"postgres:{server.ConnectionString}", "--journal postgres:", "version 1000", "a newer program");
    }

    [PostgresFact]
    public async Task A_wrong_password_is_told_in_one_line()
    {
        await using var server = await PostgresServer.StartAsync();

        await ShouldNotStartAsync(
            $"postgres:{server.ConnectionString.Replace(PostgresServer.Password, "MARKER-wrong", StringComparison.Ordinal)}",
            "--journal postgres:", "password authentication failed");
    }

    [Theory]
    [InlineData("postgres:", "'postgres:…'")]
    [InlineData("postgres:Password=MARKER", "'postgres:…'")]
    [InlineData("postgres:Host=x;Pasword=MARKER", "'postgres:…'")]
    [InlineData("mysql:Password=MARKER", "'mysql:…'")]
    [InlineData("postgres:file:/nowhere/connection", "/nowhere/connection")]
    [InlineData("postgres:Host=127.0.0.1;Port=1;Password=MARKER", "postgres:127.0.0.1:1")]
    public async Task A_database_that_cannot_be_used_is_told_in_one_line_without_its_password(string journal, string named) =>
        await ShouldNotStartAsync(journal, "--journal", named);

    private async Task ShouldNotStartAsync(string journal, params string[] named)
    {
        await using var process = ProcessUnderTest.Start(Folder.Path, ["node", "--http-port", "0", "--data-dir", Folder.PathOf("data"), "--journal", journal]);

        (await process.EndAsync()).ShouldBe(2, process.Said);

        foreach (var name in named)
            process.Errors.Text.ShouldContain(name);
        process.Said.ShouldNotContain("MARKER");
        process.Errors.Text.ShouldNotContain("   at ");
        process.Errors.Text.TrimEnd().ShouldNotContain("\n");
    }
}
