using System.Diagnostics;
using AkkaApiBench.Providers.Prompts;

namespace AkkaApiBench.Node.Worker.Load.Prompts;

/// <summary>A prompt that a request is to send.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Talk">The conversation that goes on after it; null when it is the only turn.</param>
/// <param name="NotBefore">Until when the user thinks, in ticks of <see cref="Stopwatch"/>; 0 for no longer.</param>
internal readonly record struct Dealt(PreparedPrompt Prompt, Talk? Talk, long NotBefore);

/// <summary>A conversation on its way.</summary>
internal sealed class Talk(PreparedTurn[] turns)
{
    private int _turn;

    /// <summary>The turn that is next or under way.</summary>
    public PreparedTurn Turn => turns[_turn];

    /// <summary>Goes on to the next turn; false when there is none.</summary>
    public bool GoOn() => ++_turn < turns.Length;
}

/// <summary>
/// Decides which prompt each request sends. Conversations of one turn come in their order. Of longer ones a turn is sent only
/// when the one before was answered and thought about: in a closed loop every request in flight is a user who goes through one
/// conversation after the other; in an open loop, whose times stand, a request is the next turn of whoever has been ready
/// longest, or begins another conversation when nobody is. Called from the island of its load stream only.
/// </summary>
/// <param name="deck">The conversations.</param>
/// <param name="first">Which of them is the first to be begun.</param>
/// <param name="isOpenLoop">True when requests have times of their own.</param>
internal sealed class PromptDealer(PromptDeck deck, long first, bool isOpenLoop)
{
    private readonly PriorityQueue<Talk, long> _thinking = new();
    private long _next = first;

    /// <summary>What the next request sends.</summary>
    public Dealt Next()
    {
        if (_thinking.TryPeek(out var ready, out var at) && (!isOpenLoop || at <= Stopwatch.GetTimestamp()))
        {
            _thinking.Dequeue();
            return new Dealt(ready.Turn.Prompt, ready, at);
        }

        var turns = deck[_next++];
        return new Dealt(turns[0].Prompt, turns.Length == 1 ? null : new Talk(turns), 0);
    }

    /// <summary>Notes that a request ended, with whatever result: a user goes on either way.</summary>
    /// <param name="dealt">What it sent.</param>
    /// <param name="end">When, in ticks of <see cref="Stopwatch"/>.</param>
    public void NoteEnd(Dealt dealt, long end)
    {
        if (dealt.Talk is { } talk && talk.GoOn())
            _thinking.Enqueue(talk, end + (long)(talk.Turn.ThinkTime.TotalSeconds * Stopwatch.Frequency));
    }
}
