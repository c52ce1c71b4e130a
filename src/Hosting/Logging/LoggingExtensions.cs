using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Logging;

/// <summary>Logging of all our processes: one line an event, on standard error, so that standard output stays for results.</summary>
public static class LoggingExtensions
{
    /// <summary>
    /// Logs to standard error and, if asked, to a file, and keeps the last lines in <see cref="RecentLines"/>. Our own events are logged from <paramref name="level"/>; those of
    /// libraries only from a warning, or one level above ours when <paramref name="level"/> is below information.
    /// </summary>
    /// <param name="logging">What to configure; providers added before are removed.</param>
    /// <param name="level">The lowest level to log.</param>
    /// <param name="file">A file to append to; null for none. Its folder is made when it is missing.</param>
    /// <param name="console">False to leave standard error to others.</param>
    public static ILoggingBuilder AddApiBenchLogging(this ILoggingBuilder logging, LogLevel level, string? file = null, bool console = true)
    {
        var libraries = level < LogLevel.Information ? level + 1 : (LogLevel)Math.Max((int)level, (int)LogLevel.Warning);
        logging.ClearProviders().SetMinimumLevel(libraries).AddFilter("AkkaApiBench", level);
        logging.Services.AddSingleton(_ => new RecentLines(TimeProvider.System)).AddSingleton<ILoggerProvider>(services => services.GetRequiredService<RecentLines>());
        // Made by the container, so that the container disposes of them and what is still queued gets written.
        if (console)
            logging.Services.AddSingleton<ILoggerProvider>(_ => new LineLoggerProvider(Console.Error));
        if (file is not null)
            logging.Services.AddSingleton<ILoggerProvider>(_ => LineLoggerProvider.ToFile(file));
        return logging;
    }

    /// <summary>Sends the actor system's log to Microsoft.Extensions.Logging, and nothing to standard output.</summary>
    internal static AkkaConfigurationBuilder WithAkkaLogging(this AkkaConfigurationBuilder akka, LogLevel level) => akka
        .ConfigureLoggers(loggers =>
        {
            loggers.ClearLoggers();
            loggers.AddLogger<ActorLogger>();
        })
        .AddHocon(
            $$"""
            akka.loglevel = {{(level <= LogLevel.Debug ? "DEBUG" : level is LogLevel.Information ? "INFO" : "WARNING")}}
            akka.stdout-logger-class = "{{typeof(EarlyLogger).FullName}}, {{typeof(EarlyLogger).Assembly.GetName().Name}}"
            akka.stdout-loglevel = WARNING
            akka.log-dead-letters = 10
            akka.log-dead-letters-during-shutdown = off
            """,
            HoconAddMode.Prepend);
}
