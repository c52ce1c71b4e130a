using System.CommandLine;
using System.Text.Json;
using Akka.Actor;
using AkkaApiBench.Hosting.Health;
using AkkaApiBench.Hosting.Logging;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AkkaApiBench.Lighthouse;

/// <summary>The command that runs a seed node: by itself, or as <c>apibench lighthouse</c>.</summary>
public static class LighthouseCommand
{
    private const string Description = """
        Runs a seed node: other nodes join the cluster through it. It does nothing else, so it can stay up while they come and go.

        Example, two that know each other (all get the same list; the first in it forms the cluster):
          lighthouse --hostname 10.0.0.1 --seed-nodes akka.tcp://apibench@10.0.0.1:4053,akka.tcp://apibench@10.0.0.2:4053
          lighthouse --hostname 10.0.0.2 --seed-nodes akka.tcp://apibench@10.0.0.1:4053,akka.tcp://apibench@10.0.0.2:4053

        Each flag is also an environment variable, named beside it; a flag goes before its variable.
        """;

    private static readonly Setting Port = ClusterFlags.Port with { Default = "4053" };

    private static readonly Setting HttpPort = new("HttpPort", "PORT", "Port of the health checks; 0 lets the system choose; without, there are none.");

    private static readonly Setting[] Settings = [ClusterFlags.Hostname, Port, HttpPort, ClusterFlags.SeedNodes, ClusterFlags.LogLevel, ClusterFlags.LogFile, .. ClusterFlags.Tls, ClusterFlags.StopWith];

    /// <summary>The command <c>lighthouse</c>, to be part of another command.</summary>
    public static Command Create() => Complete(new Command("lighthouse", Description));

    /// <summary>The same as a program of its own.</summary>
    public static RootCommand CreateRoot() => Complete(new RootCommand(Description));

    private static TCommand Complete<TCommand>(TCommand command)
        where TCommand : Command
    {
        var json = new Option<bool>("--json") { Description = "Write {\"address\":\"akka.tcp://apibench@HOST:PORT\"} to standard output once up, with --http-port also \"http\":\"http://HOST:PORT\"." };
        command.AddSettings(Settings);
        command.Options.Add(json);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool json, CancellationToken cancellationToken)
    {
        var reader = new SettingReader(new ConfigurationBuilder().AddEnvironmentVariables().AddFlags(parsed, Settings).Build());
        var options = ClusterFlags.Read(reader, [ClusterRoles.Lighthouse], Port);
        int? httpPort = reader.Text(HttpPort, "") is null ? null : reader.Whole(HttpPort, 0, ushort.MaxValue);
        if (reader.Errors.Count > 0)
        {
            await CommandLineProgram.WriteErrorsAsync(reader.Errors.Select(error => error.ToString()));
            return CommandLineProgram.WrongUsage;
        }

        try
        {
            using var host = Build(options, httpPort);
            return await host.RunNodeAsync(
                address =>
                {
                    if (json)
                        Console.WriteLine(Describe(address, (host as WebApplication)?.Urls.FirstOrDefault()));
                },
                cancellationToken);
        }
        catch (NodeStartException e)
        {
            await CommandLineProgram.WriteErrorsAsync([e.Message]);
            return CommandLineProgram.WrongUsage;
        }
    }

    private static IHost Build(ClusterNodeOptions options, int? httpPort)
    {
        if (httpPort is not { } port)
        {
            var plain = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            Configure(plain, options);
            return plain.Build();
        }

        ListenCheck.Try(options, HttpPort, port);
        var builder = WebApplication.CreateSlimBuilder();
        Configure(builder, options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(options.ListenAddress, port);
        });
        var app = builder.Build();
        app.MapApiBenchHealth();
        return app;
    }

    private static void Configure(IHostApplicationBuilder builder, ClusterNodeOptions options)
    {
        builder.Logging.AddApiBenchLogging(options.LogLevel, options.LogFile);
        builder.Services.AddApiBenchNode(options);
    }

    private static string Describe(Address address, string? http) =>
        http is null ? JsonSerializer.Serialize(new { address = address.ToString() }) : JsonSerializer.Serialize(new { address = address.ToString(), http });
}
