using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench cluster tail</c>: the members of a cluster, and each change of them.</summary>
internal static class ClusterTail
{
    private const string Description = """
        Shows every member, and then each change, until interrupted: joining, up, leaving, exiting, down and removed, who can not be
        reached or can again, and who leads. It looks once a second.

        Examples:
          apibench cluster tail --gateway http://127.0.0.1:8080
          apibench cluster tail --json            a line of JSON for each change: time, address, change, roles, tags

        A gateway that goes away is waited for, 2 minutes at the most.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("tail", Description);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var gateway = options.ClientOf(parsed, surroundings);
            var isJson = options.IsJson(parsed);
            await FollowAsync(gateway, surroundings, change => surroundings.Out.Writer.WriteLine(isJson ? JsonText.Of(change) : LineOf(change)));
            return (int)ExitCode.Done;
        });
        return command;
    }

    /// <summary>Goes on until it is cancelled, which is the only way that it ends well.</summary>
    private static async Task FollowAsync(GatewayClient gateway, Surroundings surroundings, Action<MemberChange> tell)
    {
        var (time, patience, stop) = (surroundings.Time, surroundings.Patience, surroundings.Interrupts.Stop);
        ClusterView? known = null;
        long? lostAt = null;
        for (; ; await Task.Delay(patience.LookAgain, time, stop))
        {
            var asked = time.GetTimestamp();
            try
            {
                var now = await gateway.GetAsync("cluster", ApiJson.Default.ClusterView, stop);
                foreach (var change in MemberChange.Between(known, now, time.GetUtcNow()))
                    tell(change);
                (known, lostAt) = (now, null);
            }
            catch (GatewayUnreachableException error) when (known is not null && time.GetElapsedTime(lostAt ?? asked) < patience.WithoutContact)
            {
                if (lostAt is null)
                    await surroundings.Error.Writer.WriteLineAsync($"{error.Message}; waiting for it");
                lostAt ??= asked;
            }
        }
    }

    private static string LineOf(MemberChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Time.UtcDateTime:HH:mm:ss'Z'}  {change.Address}  {change.Change}  {string.Join(',', change.Roles.Concat(change.Tags))}").TrimEnd();
}
