using System.Buffers;
using System.Diagnostics;
using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Protocols;
using AkkaApiBench.Simulator.Timing;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Simulator.Serving;

/// <summary>Sends one answer as its plan says, each event when it is due, and notes what was really done.</summary>
internal sealed class AnswerSender(
    HttpContext context, IProtocol protocol, Answer answer, RequestTruth truth, PreciseScheduler scheduler)
{
    private readonly AnswerPlan _plan = answer.Plan;
    private readonly PreciseWait _wait = new(scheduler);
    private readonly IAnswerWriter _writer = protocol.Write(answer);

    public async Task SendAsync()
    {
        truth.InputTokens = answer.Request.InputTokens;
        truth.CachedTokens = _plan.CachedTokens;
        truth.Fault = _plan.Fault?.Kind;
        await using (context.RequestAborted.UnsafeRegister(static wait => ((PreciseWait)wait!).Cancel(), _wait))
        {
            try
            {
                truth.Outcome = await PlayAsync();
            }
            finally
            {
                // The next request on the connection must not be read in the scheduler's thread.
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }
        }
    }

    private Task<Outcome> PlayAsync() => _plan.Fault?.Kind switch
    {
        FaultKind.ServerError => FailAsync(ApiError.ServerError),
        FaultKind.Overloaded => FailAsync(ApiError.Overloaded),
        FaultKind.RateLimited => FailAsync(new ApiError(ApiErrorKind.RateLimited, "Rate limit reached.") { RetryAfter = _plan.Fault.Lasts }),
        FaultKind.StreamError when !answer.Request.Stream => FailAsync(ApiError.ServerError),
        _ when answer.Request.Stream => StreamAsync(),
        _ => SendWholeAsync(),
    };

    private async Task<Outcome> FailAsync(ApiError error)
    {
        if (!await _wait.Until(Due(_plan.HeadersAt)))
            return Outcome.ClientClosed;
        truth.Status = protocol.StatusOf(error.Kind);
        truth.EndBefore = Stopwatch.GetTimestamp();
        await Responses.RefuseAsync(context, protocol, error, truth.Id);
        await context.Response.CompleteAsync();
        truth.HeadersSent = truth.EndAfter = Stopwatch.GetTimestamp();
        return Outcome.Faulted;
    }

    private async Task<Outcome> StreamAsync()
    {
        truth.Expect(answer.OutputTokens);
        if (!await _wait.Until(Due(_plan.HeadersAt)))
            return Outcome.ClientClosed;
        Begin(protocol.StreamType);
        context.Response.Headers.CacheControl = "no-cache";
        _writer.Opening(context.Response.BodyWriter);
        await FlushAsync();
        truth.HeadersSent = Stopwatch.GetTimestamp();

        for (var i = 0; i < answer.OutputTokens; i++)
        {
            var due = Due(_plan.TokensAt[i]);
            if (!await _wait.Until(due))
                return Outcome.ClientClosed;
            if (i == _plan.TokensBeforeFault && await BreakAsync())
                return Outcome.Faulted;
            await SendTokenAsync(i, due);
        }

        return _plan.TokensBeforeFault >= answer.OutputTokens && await BreakAsync() ? Outcome.Faulted : await EndAsync();
    }

    private async ValueTask SendTokenAsync(int index, long due)
    {
        _writer.Token(context.Response.BodyWriter, index);
        var before = Stopwatch.GetTimestamp();
        await FlushAsync();
        truth.Add(due, before, Stopwatch.GetTimestamp());
        truth.OutputTokens++;
        if (index < _plan.ReasoningTokens)
            truth.ReasoningTokens++;
    }

    private async Task<Outcome> EndAsync()
    {
        truth.EndBefore = Stopwatch.GetTimestamp();
        _writer.Closing(context.Response.BodyWriter);
        await context.Response.CompleteAsync();
        truth.EndAfter = Stopwatch.GetTimestamp();
        return _plan.Fault?.Kind is FaultKind.MalformedJson ? Outcome.Faulted : Outcome.Completed;
    }

    private async Task<Outcome> SendWholeAsync()
    {
        var body = new ArrayBufferWriter<byte>();
        _writer.Whole(body);
        if (!await _wait.Until(Due(_plan.TokensAt[^1])))
            return Outcome.ClientClosed;

        var fault = _plan.Fault?.Kind;
        var breaks = fault is FaultKind.CutStream or FaultKind.ConnectionReset;
        var isHalf = breaks || fault is FaultKind.MissingEnd or FaultKind.MalformedJson;
        var sent = isHalf ? body.WrittenMemory[..(body.WrittenCount / 2)] : body.WrittenMemory;
        Begin("application/json");
        context.Response.ContentLength = breaks ? body.WrittenCount : sent.Length;
        truth.EndBefore = Stopwatch.GetTimestamp();
        context.Response.BodyWriter.Write(sent.Span);
        await FlushAsync();
        truth.HeadersSent = truth.EndAfter = Stopwatch.GetTimestamp();
        if (isHalf)
        {
            if (breaks)
                Disconnection.Do(context, reset: fault is FaultKind.ConnectionReset);
            return Outcome.Faulted;
        }

        truth.OutputTokens = answer.OutputTokens;
        truth.ReasoningTokens = _plan.ReasoningTokens;
        return Outcome.Completed;
    }

    /// <summary>Does what goes wrong in mid-stream; true when the answer is over with it.</summary>
    private async ValueTask<bool> BreakAsync()
    {
        var before = Stopwatch.GetTimestamp();
        switch (_plan.Fault?.Kind)
        {
            case FaultKind.MalformedJson:
                _writer.Malformed(context.Response.BodyWriter);
                await FlushAsync();
                return false;
            case FaultKind.StreamError:
                _writer.Failure(context.Response.BodyWriter);
                await context.Response.CompleteAsync();
                break;
            case FaultKind.MissingEnd:
                await context.Response.CompleteAsync();
                break;
            case FaultKind.CutStream:
                Disconnection.Do(context, reset: false);
                break;
            case FaultKind.ConnectionReset:
                Disconnection.Do(context, reset: true);
                break;
            default:
                return false;
        }

        truth.EndBefore = before;
        truth.EndAfter = Stopwatch.GetTimestamp();
        return true;
    }

    private void Begin(string contentType)
    {
        truth.Status = StatusCodes.Status200OK;
        context.Response.ContentType = contentType;
        protocol.AddHeaders(context.Response.Headers, truth.Id);
    }

    private async ValueTask FlushAsync()
    {
        await context.Response.BodyWriter.FlushAsync();
        context.RequestAborted.ThrowIfCancellationRequested();
    }

    private long Due(TimeSpan at) => truth.Arrived + Ticks.Of(at);
}
