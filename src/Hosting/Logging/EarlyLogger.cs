using Akka.Event;
using AkkaLevel = Akka.Event.LogLevel;

namespace AkkaApiBench.Hosting.Logging;

/// <summary>
/// Writes warnings and errors from before the actor system has its logger and from after it has stopped. Akka's own writes to
/// standard output, and at its end all that it is told, whatever the level.
/// </summary>
internal sealed class EarlyLogger : MinimalLogger
{
    protected override void Log(object message)
    {
        if (message is LogEvent e && e.LogLevel() >= AkkaLevel.WarningLevel)
            Console.Error.WriteLine(LogLine.Format(e.Timestamp, ActorLogger.LevelOf(e), ActorLogger.CategoryOf(e), default, ActorLogger.TextOf(e), e.Cause));
    }
}
