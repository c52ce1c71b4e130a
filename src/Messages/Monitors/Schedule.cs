using System.Security.Cryptography;
using System.Text;
using AkkaApiBench.Messages.Identifiers;
using System.Buffers.Binary;
using Cronos;

namespace AkkaApiBench.Messages.Monitors;

/// <summary>
/// When a monitor fires. An instant that the clocks skip in spring is due when they have moved; of one that they show twice in
/// autumn the first is due, unless the schedule is of every hour, minute or second.
/// </summary>
/// <param name="Cron">Five fields (minute, hour, day of month, month, day of week), or six with seconds first.</param>
/// <param name="Zone">The IANA time zone in which the fields are read.</param>
/// <param name="Jitter">By how much a firing may be later than due, at the most.</param>
public sealed record Schedule(string Cron, string Zone, TimeSpan Jitter)
{
    /// <summary>What a cron expression may look like.</summary>
    public const string AllowedCron =
        "a cron expression of five fields, minute hour day-of-month month day-of-week such as '0 3 * * MON-FRI', or of six with seconds first, that is due at some time";

    /// <summary>What a time zone may look like.</summary>
    public const string AllowedZone = "an IANA time zone such as Europe/Berlin or UTC";

    /// <summary>The expression; null when <paramref name="cron"/> is none.</summary>
    public static CronExpression? Parse(string cron)
    {
        var fields = cron.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return CronExpression.TryParse(cron, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard, out var expression) ? expression : null;
    }

    /// <summary>The time zone; null when <paramref name="zone"/> is none.</summary>
    public static TimeZoneInfo? ZoneOf(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : null;

    /// <summary>The first instant after <paramref name="time"/> that is due; null when there is none in the next decades.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset time) =>
        Parse(Cron)!.GetNextOccurrence(time.UtcDateTime, ZoneOf(Zone)!) is { } next ? new DateTimeOffset(next, TimeSpan.Zero) : null;

    /// <summary>The instants after <paramref name="time"/> that are due, in order, without end.</summary>
    public IEnumerable<DateTimeOffset> DueAfter(DateTimeOffset time)
    {
        var (expression, zone) = (Parse(Cron)!, ZoneOf(Zone)!);
        for (var next = expression.GetNextOccurrence(time.UtcDateTime, zone); next is { } due; next = expression.GetNextOccurrence(due, zone))
            yield return new DateTimeOffset(due, TimeSpan.Zero);
    }

    /// <summary>When a firing begins that is due at <paramref name="due"/>: the same whoever computes it.</summary>
    public DateTimeOffset FireAt(MonitorId monitor, DateTimeOffset due)
    {
        if (Jitter == TimeSpan.Zero)
            return due;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{monitor}@{due.UtcTicks}")));
        var milliseconds = BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)(Jitter.TotalMilliseconds + 1);
        return due.AddMilliseconds(milliseconds);
    }

    /// <summary>The day of the zone's calendar, as year, month and day in eight digits.</summary>
    public int DayOf(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, ZoneOf(Zone)!);
        return (((local.Year * 100) + local.Month) * 100) + local.Day;
    }

    /// <summary>When the day or month of <paramref name="time"/> ends in the zone.</summary>
    public DateTimeOffset EndOf(CapPeriod period, DateTimeOffset time)
    {
        var zone = ZoneOf(Zone)!;
        var day = TimeZoneInfo.ConvertTime(time, zone).Date;
        var end = period is CapPeriod.Daily ? day.AddDays(1) : new DateTime(day.Year, day.Month, 1).AddMonths(1);
        // Midnight does not exist where the clocks skip it.
        while (zone.IsInvalidTime(end))
            end = end.AddMinutes(15);
        return new DateTimeOffset(end, zone.GetUtcOffset(end)).ToUniversalTime();
    }
}
