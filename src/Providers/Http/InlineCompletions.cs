namespace AkkaApiBench.Providers.Http;

/// <summary>
/// Lets the runtime's socket thread itself go on with what waited for a socket, instead of handing it to the thread pool: an
/// answer is read and its time taken without waiting in a queue.
/// </summary>
public static class InlineCompletions
{
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Turns it on, unless the environment says otherwise. To be called before the process opens its first socket: the runtime
    /// looks once, and has no other way to be told.
    /// </summary>
    public static void Enable()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
            Environment.SetEnvironmentVariable(Variable, "1");
    }
}
