using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Logging;

/// <summary>How an event looks: <c>2026-03-01T12:00:00.123Z info  MembershipLog.MemberUp akka.tcp://… is up</c>.</summary>
internal static class LogLine
{
    public static string Format(DateTimeOffset time, LogLevel level, string category, EventId id, string message, Exception? exception)
    {
        var line = new StringBuilder(160);
        line.Append(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
            .Append(' ').Append(Word(level).PadRight(5))
            .Append(' ').Append(category.AsSpan(category.LastIndexOf('.') + 1));
        if (id.Name is { Length: > 0 } name)
            line.Append('.').Append(name);
        line.Append(' ').Append(OneLine(message));
        if (exception is not null)
            line.AppendLine().Append("    ").Append(exception.ToString().ReplaceLineEndings("\n    "));
        return line.ToString();
    }

    // A message may quote what others sent; it must not be able to look like an event of its own.
    private static string OneLine(string message) => message.AsSpan().IndexOfAny('\r', '\n') < 0 ? message : message.ReplaceLineEndings(" ");

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "fatal",
    };
}
