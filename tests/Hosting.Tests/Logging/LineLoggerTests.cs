using AkkaApiBench.Hosting.Logging;
using AkkaApiBench.Hosting.Membership;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Tests.Logging;

public sealed class LineLoggerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("apibench-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_that_cannot_be_written_is_named_in_one_line()
    {
        var error = Should.Throw<NodeStartException>(() => LineLoggerProvider.ToFile(_folder));

        error.Message.ShouldStartWith($"--log-file {_folder}: cannot be written: ");
        error.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void An_event_is_one_line_with_time_level_class_and_name()
    {
        var time = new DateTimeOffset(2026, 3, 1, 14, 0, 0, 123, TimeSpan.FromHours(2));

        LogLine.Format(time, LogLevel.Information, "AkkaApiBench.Hosting.Membership.MembershipLog", new EventId(1, "MemberUp"), "x is up", null)
            .ShouldBe("2026-03-01T12:00:00.123Z info  MembershipLog.MemberUp x is up");
    }

    [Fact]
    public void No_message_can_look_like_an_event_of_its_own() =>
        Gen.String.Sample(message => LogLine.Format(default, LogLevel.Error, "A.B", default, message, null).AsSpan().IndexOfAny('\r', '\n') < 0);

    [Fact]
    public void An_exception_follows_indented()
    {
        var lines = LogLine.Format(default, LogLevel.Error, "A.B", default, "failed", new InvalidOperationException("first\nsecond")).Split('\n');

        lines[0].ShouldEndWith("error B failed");
        lines.Skip(1).ShouldAllBe(line => line.StartsWith("    ", StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_was_logged_is_in_the_file_when_logging_has_ended_and_a_second_process_appends()
    {
        var file = Path.Combine(_folder, "new", "node.log");

        foreach (var round in Enumerable.Range(0, 2))
        {
            using var provider = LineLoggerProvider.ToFile(file);
            var logger = provider.CreateLogger("AkkaApiBench.Test");
            for (var i = 0; i < 1000; i++)
                Log(logger, LogLevel.Information, $"event {round} {i}");
        }

        File.ReadLines(file).Select(line => line.Split("Test ")[1])
            .ShouldBe(Enumerable.Range(0, 2000).Select(i => $"event {i / 1000} {i % 1000}"));
    }

    [Fact]
    public void Lines_beyond_what_can_wait_are_counted_and_not_waited_for()
    {
        using var stuck = new StuckWriter();
        var provider = new LineLoggerProvider(stuck);
        var logger = provider.CreateLogger("A.B");
        for (var i = 0; i < LineLoggerProvider.Capacity + 500; i++)
            Log(logger, LogLevel.Information, "event");

        stuck.Release();
        provider.Dispose();

        var written = stuck.ToString().TrimEnd().Split(Environment.NewLine);
        var dropped = int.Parse(written.Single(line => line.StartsWith('(')).Trim('(').Split(' ')[0], null);
        (written.Length - 1 + dropped).ShouldBe(LineLoggerProvider.Capacity + 500);
    }

    [Theory]
    [InlineData(LogLevel.Information, "Akka.Cluster.Cluster", LogLevel.Information, false)]
    [InlineData(LogLevel.Information, "Akka.Cluster.Cluster", LogLevel.Warning, true)]
    [InlineData(LogLevel.Information, "Microsoft.Hosting.Lifetime", LogLevel.Information, false)]
    [InlineData(LogLevel.Information, "AkkaApiBench.Node.Worker", LogLevel.Information, true)]
    [InlineData(LogLevel.Information, "AkkaApiBench.Node.Worker", LogLevel.Debug, false)]
    [InlineData(LogLevel.Debug, "Akka.Cluster.Cluster", LogLevel.Information, true)]
    [InlineData(LogLevel.Debug, "Akka.Cluster.Cluster", LogLevel.Debug, false)]
    [InlineData(LogLevel.Error, "Akka.Cluster.Cluster", LogLevel.Warning, false)]
    [InlineData(LogLevel.None, "AkkaApiBench.Node.Worker", LogLevel.Critical, false)]
    public void Our_events_are_logged_from_the_level_asked_and_those_of_libraries_later(LogLevel asked, string category, LogLevel level, bool logged)
    {
        using var services = Logging(asked);

        services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level).ShouldBe(logged);
    }

    private static ServiceProvider Logging(LogLevel level) =>
        new ServiceCollection().AddLogging(logging => logging.AddApiBenchLogging(level)).BuildServiceProvider();

    private static void Log(ILogger logger, LogLevel level, string message) => logger.Log(level, default, message, null, (text, _) => text);

    /// <summary>Holds up the first write until released.</summary>
    private sealed class StuckWriter : StringWriter
    {
        private readonly ManualResetEventSlim _released = new();

        public void Release() => _released.Set();

        public override void WriteLine(string? value)
        {
            _released.Wait();
            base.WriteLine(value);
        }

        protected override void Dispose(bool disposing)
        {
            _released.Dispose();
            base.Dispose(disposing);
        }
    }
}
