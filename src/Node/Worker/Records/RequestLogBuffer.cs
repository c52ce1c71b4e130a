using System.Diagnostics;
using System.Text.Json;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Providers;

namespace AkkaApiBench.Node.Worker.Records;

/// <summary>
/// Writes one slice's records as lines of JSON, with the fields of <see cref="Messages.Results.RequestField"/>. For one thread at
/// a time, which never waits for the disk.
/// </summary>
internal sealed class RequestLogBuffer(RunFile file, StartSlice slice) : IAsyncDisposable
{
    private const int FlushSize = 60 * 1024;
    private const int Capacity = 64 * 1024;

    private static readonly string[] Sources =
        [.. Enum.GetValues<TokenSource>().Order().Select(source => JsonNamingPolicy.SnakeCaseLower.ConvertName(source.ToString()))];

    private readonly JsonLine _line = new(Capacity);
    private readonly byte[] _head = HeadOf(slice);

    /// <summary>Writes a record for each try of a request.</summary>
    public void Add(Answered answered)
    {
        foreach (var earlier in answered.Earlier)
            Add(answered.Index, earlier, isRetried: true, []);
        Add(answered.Index, answered.Last, isRetried: false, answered.Lane.ChunkTimes);
    }

    /// <summary>Writes records like <see cref="Add(Answered)"/> and forgets them; only before the first that is kept.</summary>
    public void Rehearse(Answered answered)
    {
        Add(answered);
        _line.Clear();
    }

    /// <summary>Writes the record of a try.</summary>
    /// <param name="index">Which request of the slice's attempt it is.</param>
    /// <param name="attempt">What was measured.</param>
    /// <param name="isRetried">True when another try followed.</param>
    /// <param name="tokenTimes">When each content event arrived.</param>
    public void Add(long index, Try attempt, bool isRetried, ReadOnlySpan<long> tokenTimes)
    {
        _line.Begin(_head);
        _line.Whole("index"u8, index);
        _line.Whole("try"u8, attempt.Number);
        if (isRetried)
            _line.Flag("retried"u8, true);
        if (slice.Target.ApiKeys.Count > 0)
            _line.Text("api_key"u8, slice.Target.Keys[attempt.Key].Value);
        Write(attempt.Record, attempt.PacingError);
        if (slice.TokenTimes && tokenTimes.Length > 0)
            Write(attempt.Record.Sent, tokenTimes);
        _line.End();
        if (_line.Length >= FlushSize)
            Flush();
    }

    /// <summary>Hands over what was written so far.</summary>
    public void Flush()
    {
        if (_line.Length > 0)
            file.Append(_line.Take());
    }

    /// <summary>Hands everything over and waits until it is written.</summary>
    public async ValueTask DisposeAsync()
    {
        Flush();
        await file.FlushAsync().ConfigureAwait(false);
    }

    private void Write(RequestRecord record, TimeSpan? pacingError)
    {
        _line.Instant("started_at"u8, record.StartedAt);
        _line.Flag("ok"u8, record.Error is null);
        _line.Text("error"u8, record.Error?.Name());
        if (record.Http != HttpVersions.None)
            _line.Text("http"u8, record.Http.Name());
        if (record.Status != 0)
            _line.Whole("status"u8, record.Status);
        _line.Text("error_code"u8, record.ErrorCode);
        _line.Text("error_message"u8, record.ErrorMessage);
        _line.Milliseconds("latency_ms"u8, record.Latency);
        _line.Milliseconds("response_time_ms"u8, record.ResponseTime);
        _line.Milliseconds("pacing_error_ms"u8, pacingError);
        _line.Milliseconds("send_delay_ms"u8, record.SendDelay);
        _line.Milliseconds("dns_ms"u8, record.Connection?.Dns);
        _line.Milliseconds("connect_ms"u8, record.Connection?.Connect);
        _line.Milliseconds("tls_ms"u8, record.Connection?.Tls);
        _line.Milliseconds("headers_ms"u8, record.Headers);
        _line.Milliseconds("ttft_ms"u8, record.Ttft);
        _line.Milliseconds("ttfat_ms"u8, record.Ttfat);
        _line.Milliseconds("tpot_ms"u8, record.Tpot);
        _line.Whole("content_events"u8, record.ContentEvents);
        _line.Whole("input_tokens"u8, record.Tokens.Input);
        _line.Whole("cached_tokens"u8, record.Tokens.Cached);
        _line.Whole("output_tokens"u8, record.Tokens.Output);
        _line.Whole("reasoning_tokens"u8, record.Tokens.Reasoning);
        _line.Text("tokens_source"u8, Sources[(int)record.TokenSource]);
        if (slice.Target.Price is { } price)
            _line.Number("cost_usd"u8, price.Of(record.Tokens).Dollars);
        _line.Text("finish_reason"u8, record.FinishReason);
        _line.Text("request_id"u8, record.RequestId);
    }

    private void Write(long sent, ReadOnlySpan<long> tokenTimes)
    {
        _line.BeginWholes("token_times_us"u8);
        foreach (var time in tokenTimes)
            _line.AddWhole(RequestRecord.Microseconds(Stopwatch.GetElapsedTime(sent, time)));
        _line.EndWholes();
    }

    /// <summary>The fields that all records of the slice have in common, without braces.</summary>
    private static byte[] HeadOf(StartSlice slice)
    {
        var head = new Dictionary<string, object> { ["target"] = slice.Target.Name, ["test"] = slice.Type.Name() };
        if (slice.Step is { } step)
            head["step"] = step.Number;
        head["slice"] = slice.Slice.ToString();
        head["epoch"] = slice.Epoch;
        return JsonSerializer.SerializeToUtf8Bytes(head)[1..^1];
    }
}
