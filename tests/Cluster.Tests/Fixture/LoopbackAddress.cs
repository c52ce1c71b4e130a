using System.Globalization;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>
/// Addresses of this machine on which nobody else listens, so that a process can have the same ports again when it is started
/// again.
/// </summary>
internal static class LoopbackAddress
{
    /// <summary>Another one each time.</summary>
    public static string New() => string.Create(
        CultureInfo.InvariantCulture, $"127.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(0, 256)}.{Random.Shared.Next(1, 255)}");
}
