using System.Diagnostics;
using Npgsql;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>
/// A PostgreSQL server of one's own: made for the occasion, reached over a socket in its directory, and gone with it. Never runs
/// as root, which the server refuses.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Why tests with this server are skipped; null where it is installed.</summary>
    public static string? Missing { get; } = Programs() is null ? "needs PostgreSQL: apt-get install postgresql" : null;

    public const string Password = "MARKER-of-the-database-0123456789";

    /// <summary>How its database is backed up and restored, as the documentation says.</summary>
    public const string DumpFlags = "--format=custom --no-owner", RestoreFlags = "--no-owner --exit-on-error --single-transaction";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _programs = Programs() ?? throw new InvalidOperationException(Missing);
    private readonly string _folder = Directory.CreateTempSubdirectory("apibench-pg-").FullName;
    private readonly bool _syncs;
    private Process? _process;

    private PostgresServer(bool syncs) => _syncs = syncs;

    /// <summary>How its database is reached.</summary>
    public string ConnectionString => To("postgres");

    /// <summary>Makes and starts a server.</summary>
    /// <param name="syncs">True to wait for the disk as in production; false for tests, which do not cut the power.</param>
    public static async Task<PostgresServer> StartAsync(bool syncs = false)
    {
        var server = new PostgresServer(syncs);
        try
        {
            await server.InitializeAsync();
            await server.StartAgainAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it after a stop, and waits until it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        string[] args =
        [
            "-D", DataFolder, "-c", "listen_addresses=", "-c", $"unix_socket_directories={_folder}",
            .. _syncs ? Array.Empty<string>() : ["-c", "fsync=off", "-c", "synchronous_commit=off"],
        ];
        _process = Start("postgres", args);
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await AnswersAsync(limit.Token))
            await timer.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>Stops it at once: connections are cut, what was committed stays.</summary>
    public async Task StopAsync()
    {
        await RunAsync("pg_ctl", "stop", "-D", DataFolder, "-m", "fast", "-w");
        await _process!.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Backs the database up, restores it as another one, and gives that one's connection string.</summary>
    public async Task<string> RestoredAsync()
    {
        var dump = Path.Combine(_folder, "dump");
        var restored = $"r{Guid.NewGuid():N}";
        await CreateAsync(restored);
        await RunAsync("pg_dump", [.. DumpFlags.Split(' '), $"--file={dump}", $"--host={_folder}", "--username=apibench", "postgres"]);
        await RunAsync("pg_restore", [.. RestoreFlags.Split(' '), $"--dbname={restored}", $"--host={_folder}", "--username=apibench", dump]);
        return To(restored);
    }

    /// <summary>Makes another database, and gives its connection string.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"d{Guid.NewGuid():N}";
        await CreateAsync(name);
        return To(name);
    }

    private async Task CreateAsync(string name)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_process is { HasExited: false })
            await StopAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string To(string database) => $"Host={_folder};Username=apibench;Password={Password};Database={database}";

    private string DataFolder => Path.Combine(_folder, "data");

    private static string? Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        return Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).Select(version => Path.Combine(version, "bin")).Order().LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
    }

    private async Task InitializeAsync()
    {
        var password = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(password, Password);
        if (Environment.IsPrivilegedProcess)
        {
            using var chown = Process.Start("chown", ["-R", "nobody", _folder]);
            await chown.WaitForExitAsync();
        }

        await RunAsync("initdb", "-D", DataFolder, "-U", "apibench", "--auth=scram-sha-256", $"--pwfile={password}", "--no-sync");
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (NpgsqlException) when (_process is { HasExited: false })
        {
            return false;
        }
    }

    private async Task RunAsync(string program, params string[] args)
    {
        using var process = Start(program, args);
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}; see {Path.Combine(_folder, "log")}");
    }

    private Process Start(string program, string[] args)
    {
        var command = Path.Combine(_programs, program);
        string[] line = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", command, .. args]
            : [command, .. args];
        var start = new ProcessStartInfo("sh")
        {
            // Its words go to a file: a pipe that nobody reads would hold it up.
            ArgumentList = { "-c", "log=$1; shift; exec \"$@\" > \"$log\" 2>&1", "sh", Path.Combine(_folder, $"{program}.log") },
            WorkingDirectory = _folder,
            Environment = { ["PGPASSWORD"] = Password },
        };
        foreach (var word in line)
            start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }
}
