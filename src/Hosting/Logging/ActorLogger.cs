using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.Hosting.Logging;
using Microsoft.Extensions.Logging;
using MicrosoftLevel = Microsoft.Extensions.Logging.LogLevel;

namespace AkkaApiBench.Hosting.Logging;

/// <summary>
/// Hands what actors log to Microsoft.Extensions.Logging under the category of the class that logs. (Akka.Hosting's own logger
/// has one category for all, so that our actors could not be told from Akka's.)
/// </summary>
internal sealed class ActorLogger : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    public ActorLogger()
    {
        var factory = Context.System.Settings.Setup.Get<LoggerFactorySetup>().Value.LoggerFactory;
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(e => Log(factory.CreateLogger(CategoryOf(e)), e));
    }

    private static void Log(ILogger logger, LogEvent e)
    {
        var level = LevelOf(e);
        if (logger.IsEnabled(level))
            logger.Log(level, default, StateOf(e), e.Cause, (_, _) => TextOf(e));
    }

    public static MicrosoftLevel LevelOf(LogEvent e) => e.LogLevel() switch
    {
        Akka.Event.LogLevel.DebugLevel => MicrosoftLevel.Debug,
        Akka.Event.LogLevel.InfoLevel => MicrosoftLevel.Information,
        Akka.Event.LogLevel.WarningLevel => MicrosoftLevel.Warning,
        _ => MicrosoftLevel.Error,
    };

    // Parts of Akka that are no class of their own, such as "Cluster (akka://apibench)", name their source by a text.
    public static string CategoryOf(LogEvent e) =>
        e.LogClass == typeof(DummyClassForStringSources) ? $"Akka.{e.LogSource.Split('(', 2)[0].Trim()}" : e.LogClass.FullName ?? e.LogClass.Name;

    private static IReadOnlyList<KeyValuePair<string, object?>> StateOf(LogEvent e) =>
    [
        .. e.TryGetProperties(out var fields) && fields is not null ? fields.Select(field => KeyValuePair.Create(field.Key, (object?)field.Value)) : [],
        KeyValuePair.Create("LogSource", (object?)e.LogSource),
        KeyValuePair.Create("{OriginalFormat}", (object?)e.GetTemplate()),
    ];

    public static string TextOf(LogEvent e)
    {
        try
        {
            return e.Message?.ToString() ?? "";
        }
        catch (FormatException)
        {
            return e.GetTemplate();
        }
    }
}
