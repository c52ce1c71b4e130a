using System.Diagnostics;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Worker.Probes;
using AkkaApiBench.Providers;

namespace AkkaApiBench.Node.Tests.Worker.Probes;

/// <summary>A server in virtual time: answers a request that arrives at a time.</summary>
internal delegate Reply VirtualServer(ProbeRequest request, TimeSpan at);

/// <summary>An answer of a virtual server.</summary>
/// <param name="Latency">When it is complete, from the request.</param>
internal sealed record Reply(TimeSpan Latency)
{
    public ErrorKind? Error { get; init; }

    public int Status { get; init; } = 200;

    public string? Code { get; init; }

    public string? Type { get; init; }

    public string? Message { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public Providers.Limits.RateLimits? Limits { get; init; }

    public long Input { get; init; } = 10;

    public long Output { get; init; } = 1;

    public string? Text { get; init; }

    public static Reply Ok(double milliseconds = 10) => new(TimeSpan.FromMilliseconds(milliseconds));

    public static Reply Failed(ErrorKind kind, int status) => Ok() with { Error = kind, Status = status, Input = 0, Output = 0 };
}

/// <summary>Runs a probe to its end without waiting.</summary>
internal sealed class VirtualRun
{
    public List<(ProbeRequest Request, TimeSpan At)> Sent { get; } = [];

    public TimeSpan Ended { get; private set; }

    public ProbeFindings Findings { get; private set; } = null!;

    public static VirtualRun Of(IProbe probe, ProbeLoad bounds, VirtualServer server)
    {
        var run = new VirtualRun();
        var session = new ProbeSession(probe, bounds);
        var inFlight = new PriorityQueue<(ProbeRequest Request, TimeSpan SentAt, Reply Reply), TimeSpan>();
        var now = TimeSpan.Zero;
        while (!session.IsOver)
        {
            var step = session.Decide(now);
            if (step is ProbeStep.Send send && send.Due <= now)
            {
                run.Sent.Add((send.Request, now));
                var reply = server(send.Request, now);
                inFlight.Enqueue((send.Request, now, reply), now + reply.Latency);
                session = session.AfterSending(send.Request, now);
                continue;
            }

            if (step is ProbeStep.End end)
                session = session.End(end.Why);
            var due = (step as ProbeStep.Send)?.Due ?? TimeSpan.MaxValue;
            if (inFlight.TryPeek(out _, out var next) && next <= due)
            {
                var (request, sentAt, reply) = inFlight.Dequeue();
                now = next;
                session = session.AfterAnswer(new ProbeAnswer(request, RecordOf(reply, sentAt), sentAt, now));
            }
            else if (due < TimeSpan.MaxValue)
            {
                now = due;
            }
        }

        (run.Ended, run.Findings) = (now, session.Findings);
        return run;
    }

    private static RequestRecord RecordOf(Reply reply, TimeSpan sentAt)
    {
        var sent = 1 + (long)(sentAt.TotalSeconds * Stopwatch.Frequency);
        var end = sent + (long)(reply.Latency.TotalSeconds * Stopwatch.Frequency);
        return new RequestRecord
        {
            StartedAt = DateTimeOffset.UnixEpoch + sentAt,
            Sent = sent,
            FirstContent = reply.Error is null ? end : 0,
            End = end,
            ContentEvents = reply.Error is null or ErrorKind.Cancelled ? 2 : 0,
            Tokens = new Tokens(reply.Input, 0, reply.Output, 0),
            TokenSource = reply.Error is null ? TokenSource.Usage : TokenSource.None,
            Error = reply.Error,
            Status = reply.Status,
            ErrorCode = reply.Code,
            ErrorType = reply.Type,
            ErrorMessage = reply.Message,
            RetryAfter = reply.RetryAfter,
            RateLimits = reply.Limits,
            Text = reply.Text,
        };
    }
}
