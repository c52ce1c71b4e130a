using System.Buffers;
using System.Text.Json;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Providers;

namespace AkkaApiBench.Node.Worker.Records;

/// <summary>Writes one slice's records as lines of JSON: times in milliseconds, names as in results.</summary>
internal sealed class RequestLogBuffer : IDisposable
{
    private const int FlushSize = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _lines = new(FlushSize + 4096);
    private readonly Utf8JsonWriter _json;
    private readonly RequestLog.RunFile _file;
    private readonly StartSlice _slice;

    public RequestLogBuffer(RequestLog.RunFile file, StartSlice slice)
    {
        _file = file;
        _slice = slice;
        _json = new Utf8JsonWriter(_lines);
    }

    public void Add(RequestRecord record)
    {
        Write(record);
        if (_lines.WrittenCount >= FlushSize)
            Flush();
    }

    public void Flush()
    {
        _file.Append(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    public void Dispose()
    {
        Flush();
        _json.Dispose();
    }

    private void Write(RequestRecord record)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("target"u8, _slice.Target.Name);
        _json.WriteString("test"u8, _slice.Type.Name());
        _json.WriteString("slice"u8, _slice.Slice.ToString());
        _json.WriteNumber("epoch"u8, _slice.Epoch);
        _json.WriteString("started_at"u8, record.StartedAt);
        _json.WriteBoolean("ok"u8, record.Error is null);
        if (record.Error is { } error)
            _json.WriteString("error"u8, error.Name());
        if (record.Status != 0)
            _json.WriteNumber("status"u8, record.Status);
        Write("error_code"u8, record.ErrorCode);
        Write("error_message"u8, record.ErrorMessage);
        Write("latency_ms"u8, record.Latency);
        Write("response_time_ms"u8, record.ResponseTime);
        Write("pacing_error_ms"u8, record.PacingError);
        Write("headers_ms"u8, record.Headers);
        Write("ttft_ms"u8, record.Ttft);
        Write("ttfat_ms"u8, record.Ttfat);
        Write("tpot_ms"u8, record.Tpot);
        _json.WriteNumber("content_events"u8, record.ContentEvents);
        _json.WriteNumber("input_tokens"u8, record.Tokens.Input);
        _json.WriteNumber("cached_tokens"u8, record.Tokens.Cached);
        _json.WriteNumber("output_tokens"u8, record.Tokens.Output);
        _json.WriteNumber("reasoning_tokens"u8, record.Tokens.Reasoning);
        _json.WriteString("tokens_source"u8, JsonNamingPolicy.SnakeCaseLower.ConvertName(record.TokenSource.ToString()));
        if (_slice.Target.Price is { } price)
            _json.WriteNumber("cost_usd"u8, price.Of(record.Tokens).Dollars);
        Write("finish_reason"u8, record.FinishReason);
        Write("request_id"u8, record.RequestId);
        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
    }

    private void Write(ReadOnlySpan<byte> name, TimeSpan? time)
    {
        if (time is { } value)
            _json.WriteNumber(name, Math.Round(value.TotalMilliseconds, 3));
    }

    private void Write(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            _json.WriteString(name, text);
    }
}
