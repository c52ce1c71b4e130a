using System.Globalization;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>
/// A cluster whose members are kept up by supervisors: each is started again with the same arguments, thus at the same address.
/// They have a loopback address of their own, and the first two members are everybody's seed nodes.
/// </summary>
internal sealed class SupervisedCluster : IAsyncDisposable
{
    private const int FirstPort = 4053;
    private const int FirstHttpPort = 8080;
    private const int Seeds = 2;

    private readonly string _host = LoopbackAddress.New();
    private readonly TestFolder _folder;
    private readonly Supervisor[] _members;

    private SupervisedCluster(TestFolder folder, int members) => (_folder, _members) = (folder, new Supervisor[members]);

    /// <summary>The members in the order in which they were named.</summary>
    public IReadOnlyList<Supervisor> Members => _members;

    /// <summary>All that the members wrote.</summary>
    public string Said => string.Join('\n', _members.Select(member => member.Said));

    public Supervisor this[string name] => _members.Single(member => member.Name == name);

    /// <summary>Starts the members.</summary>
    /// <param name="folder">For what they write.</param>
    /// <param name="database">Where the journals are.</param>
    /// <param name="members">Their names and roles; <c>lighthouse</c> is the one without.</param>
    public static async Task<SupervisedCluster> StartAsync(TestFolder folder, JournalDatabase database, params (string Name, string Roles)[] members)
    {
        var cluster = new SupervisedCluster(folder, members.Length);
        try
        {
            await Task.WhenAll(members.Select(async (member, index) => cluster._members[index] = await Supervisor.StartAsync(
                member.Name, () => cluster.StartMemberAsync(index, member.Name, member.Roles, database))));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until there is one cluster of all members as they were started last, and everybody who can be asked says so.</summary>
    public async Task WhenWholeAsync()
    {
        try
        {
            foreach (var member in _members.Where(member => member.Member.Http is not null))
                await member.Member.WhenInTouchAsync(_members.Length);
        }
        catch (TimeoutException apart)
        {
            throw new TimeoutException($"{apart.Message}\n{Said}", apart);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members.OfType<Supervisor>())
            await member.DisposeAsync();
    }

    private Task<Member> StartMemberAsync(int index, string name, string roles, JournalDatabase database)
    {
        string[] flags =
        [
            "--hostname", _host, "--port", Text(FirstPort + index),
            "--seed-nodes", string.Join(',', Enumerable.Range(0, Seeds).Select(seed => $"akka.tcp://apibench@{_host}:{Text(FirstPort + seed)}")),
        ];
        return roles.Length == 0 ? Member.LighthouseAsync(_folder, flags)
            : Member.NodeAsync(_folder, name, ["--roles", roles, "--http-port", Text(FirstHttpPort + index), .. flags, .. database.Flags]);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
