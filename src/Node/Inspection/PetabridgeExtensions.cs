using Akka.Hosting;
using Petabridge.Cmd.Cluster;
using Petabridge.Cmd.Cluster.Sharding;
using Petabridge.Cmd.Host;

namespace AkkaApiBench.Node.Inspection;

/// <summary>The real <c>pbm</c>, compiled only with <c>-p:PetabridgeCmd=true</c>.</summary>
internal static class PetabridgeExtensions
{
    /// <summary>Listens for <c>pbm</c> on port 9110, with the palettes of cluster and sharding.</summary>
    /// <param name="akka">The node.</param>
    /// <param name="host">The address to listen at: that of the node.</param>
    public static AkkaConfigurationBuilder AddPetabridge(this AkkaConfigurationBuilder akka, string host) => akka
        .AddHocon($"petabridge.cmd {{ host = \"{host}\", port = 9110 }}", HoconAddMode.Prepend)
        .AddPetabridgeCmd(pbm =>
        {
            pbm.RegisterCommandPalette(ClusterCommands.Instance);
            pbm.RegisterCommandPalette(ClusterShardingCommands.Instance);
        });
}
