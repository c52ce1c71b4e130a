using System.Globalization;
using AkkaApiBench.Messages.Plans.Datasets;
using AkkaApiBench.Messages.Plans.Traces;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Refuses what makes a plan too large: it travels between nodes as one message, and its testers hold all prompts in memory.</summary>
internal static class PlanSize
{
    public static void Refuse(Plan plan, List<PlanError> errors)
    {
        var traces = plan.Tests.Select(test => test.Load).OfType<TraceLoad>().ToList();
        var bytesOfTraces = traces.Sum(trace => TracePacking.Pack(trace.Requests).Length);
        if (bytesOfTraces > TraceLoad.MaxPackedBytes)
        {
            errors.Add(new PlanError("tests", FormattableString.Invariant($"traces of {traces.Sum(trace => trace.Requests.Length)} requests, {bytesOfTraces} bytes when packed,"),
                FormattableString.Invariant($"{TraceLoad.MaxPackedBytes} bytes, some 15000 requests, in a plan; take the first requests of a trace with max_requests")));
            return;
        }

        RefuseConversations(plan.Workload, TraceLoad.MaxPackedBytes - bytesOfTraces, errors);
        if (plan.Workload.FollowsTrace)
            RefuseLongTraces(plan, errors);
    }

    /// <summary>Refuses a plan that is good in all its parts and too large in all.</summary>
    public static void RefuseLarge(Plan plan, List<PlanError> errors)
    {
        var bytes = Frame.SizeOf(plan);
        if (bytes > Frame.MostBytesOfPlan)
        {
            errors.Add(new PlanError("plan", string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes as a message between nodes"),
                string.Create(CultureInfo.InvariantCulture, $"at most {Frame.MostBytesOfPlan}; ask for less text, fewer requests of traces, or fewer targets and tests")));
        }
    }

    private static void RefuseConversations(Workload workload, int allowed, List<PlanError> errors)
    {
        var conversations = workload.Conversations;
        if (conversations.IsEmpty)
            return;

        var bytes = ConversationPacking.Pack(conversations).Length;
        if (bytes > allowed)
        {
            // What one more conversation takes is known on average only, so a little less is promised.
            var fitting = (long)Math.Max(0, 0.9 * conversations.Length * allowed / bytes);
            errors.Add(new PlanError("workload.conversations", string.Create(CultureInfo.InvariantCulture, $"{conversations.Length} conversations, {bytes} bytes when packed,"),
                string.Create(CultureInfo.InvariantCulture, $"{allowed} bytes beside the plan's traces, some {fitting} of these; take that many with sample in dataset, or fewer turns with max in turns")));
        }

        var text = conversations.Sum(conversation => TurnsOf(conversation, workload.Turns).Sum(end => conversation.Messages.Take(end + 1).Sum(message => (long)message.Content.Length)));
        if (text > ConversationPacking.MaxTextLength)
        {
            errors.Add(new PlanError("workload.conversations", string.Create(CultureInfo.InvariantCulture, $"{text} characters in all turns, each with what was said before it,"),
                string.Create(CultureInfo.InvariantCulture, $"at most {ConversationPacking.MaxTextLength}; take fewer with sample in dataset, or fewer turns with max in turns")));
        }
    }

    private static IEnumerable<int> TurnsOf(Conversation conversation, Turns? turns)
    {
        var ofUser = Enumerable.Range(0, conversation.Messages.Length).Where(index => conversation.Messages[index].Role == "user");
        return turns is null ? ofUser.TakeLast(1) : ofUser.Take(turns.Most);
    }

    private static void RefuseLongTraces(Plan plan, List<PlanError> errors)
    {
        for (var i = 0; i < plan.Tests.Count; i++)
        {
            if (plan.Tests[i].Load is not TraceLoad trace)
                continue;
            var tokens = trace.Requests.Sum(request => (long)request.InputTokens) / Math.Clamp(trace.MaxParts, 1, plan.Workers);
            if (tokens > SyntheticPrompts.MaxTokensInAll)
            {
                errors.Add(new PlanError(FormattableString.Invariant($"tests[{i}].load"), string.Create(CultureInfo.InvariantCulture, $"a trace with prompts of {tokens} tokens for each worker"),
                    string.Create(CultureInfo.InvariantCulture, $"at most {SyntheticPrompts.MaxTokensInAll}, which are made before and held in memory; lower max_requests, raise workers, or say what is asked with workload.messages")));
            }
        }
    }
}
