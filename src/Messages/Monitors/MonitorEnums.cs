namespace AkkaApiBench.Messages.Monitors;

/// <summary>Why a firing that was due was not begun. The numbers are stored and sent: never reuse one.</summary>
public enum SkipReason
{
    /// <summary>The run of an earlier firing still goes on.</summary>
    Overlap = 1,

    /// <summary>What the spend cap leaves pays for no request.</summary>
    SpendCap = 2,
}

/// <summary>The time for which a spend cap holds, in the monitor's time zone. The numbers are stored and sent: never reuse one.</summary>
public enum CapPeriod
{
    /// <summary>A day of the calendar.</summary>
    Daily = 1,

    /// <summary>A month of the calendar.</summary>
    Monthly = 2,
}

/// <summary>How soon somebody must look at a burning error budget. The numbers are sent: never reuse one.</summary>
public enum BurnUrgency
{
    /// <summary>In the next days.</summary>
    Ticket = 1,

    /// <summary>Now.</summary>
    Page = 2,
}
