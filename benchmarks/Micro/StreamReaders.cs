using System.Globalization;
using System.Text;
using AkkaApiBench.Providers.Streams;
using BenchmarkDotNet.Attributes;

namespace AkkaApiBench.Micro;

/// <summary>Cutting the bytes of a stream into events; the figure is of one event.</summary>
public class StreamReaders : IDisposable
{
    private const int Events = 1000;
    private readonly ReadBuffer _buffer = new();
    private SseReader _sse = null!;
    private JsonLineReader _lines = null!;
    private byte[] _eventStream = [];
    private byte[] _jsonLines = [];

    [GlobalSetup]
    public void Setup()
    {
        var chunks = Enumerable.Range(0, Events).Select(number => string.Create(CultureInfo.InvariantCulture,
            $$$"""{"id":"c","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":" word{{{number}}}"},"finish_reason":null}]}""")).ToList();
        _eventStream = Encoding.UTF8.GetBytes(string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n")));
        _jsonLines = Encoding.UTF8.GetBytes(string.Concat(chunks.Select(chunk => $"{chunk}\n")));
        _sse = new SseReader(_buffer);
        _lines = new JsonLineReader(_buffer);
    }

    [Benchmark(OperationsPerInvoke = Events)]
    public int ServerSentEvents() => Read(_sse, _eventStream);

    [Benchmark(OperationsPerInvoke = Events)]
    public int JsonLines() => Read(_lines, _jsonLines);

    public void Dispose()
    {
        _buffer.Dispose();
        GC.SuppressFinalize(this);
    }

    private int Read(IEventReader reader, byte[] stream)
    {
        _buffer.Clear();
        reader.Reset();
        var rest = stream.AsSpan();
        var events = 0;
        while (!rest.IsEmpty)
        {
            var room = _buffer.Room().Span;
            var count = Math.Min(room.Length, rest.Length);
            rest[..count].CopyTo(room);
            rest = rest[count..];
            _buffer.Wrote(count);
            while (reader.TryRead(out _))
                events++;
        }

        return events;
    }
}
