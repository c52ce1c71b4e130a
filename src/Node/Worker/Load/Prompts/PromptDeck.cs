using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Prompts;

namespace AkkaApiBench.Node.Worker.Load.Prompts;

/// <summary>One turn of a conversation, ready to be sent.</summary>
/// <param name="Prompt">What is asked.</param>
/// <param name="ThinkTime">From the answer to the turn before.</param>
internal readonly record struct PreparedTurn(PreparedPrompt Prompt, TimeSpan ThinkTime);

/// <summary>The conversations of a slice, encoded before anything is sent. After the last one the first comes again.</summary>
internal sealed class PromptDeck
{
    private const int MostForWarmup = 100;

    private readonly PreparedTurn[][] _conversations;

    private PromptDeck(LlmClient client, IEnumerable<IReadOnlyList<Prompt>> conversations) =>
        _conversations = [.. conversations.Select(conversation => conversation.Select(turn => new PreparedTurn(client.Prepare(turn), turn.ThinkTime)).ToArray())];

    /// <summary>The turns of a conversation; numbers go on without end.</summary>
    public PreparedTurn[] this[long number] => _conversations[number % _conversations.Length];

    /// <summary>What the measured requests of a slice ask.</summary>
    public static PromptDeck Of(StartSlice slice, LlmClient client) =>
        new(client, PromptMaker.Of(slice.Workload, slice.Load, slice.Slice.Test, slice.Slice.Part));

    /// <summary>What requests ask that are not measured: where there is a choice, not what is measured later, which would then be in caches.</summary>
    public static PromptDeck ForWarmup(StartSlice slice, LlmClient client)
    {
        var workload = slice.Workload with { Conversations = [.. slice.Workload.Conversations.Reverse()] };
        // How many requests there will be nobody knows: it is a matter of time.
        var load = slice.Load is TraceLoad ? slice.Load : new ConcurrencyLoad(1, slice.Warmup);
        return new(client, PromptMaker.Of(workload, load, ~slice.Slice.Test, slice.Slice.Part).Take(MostForWarmup));
    }
}
