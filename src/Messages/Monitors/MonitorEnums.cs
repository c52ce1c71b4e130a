namespace AkkaApiBench.Messages.Monitors;

/// <summary>Why a firing that was due was not begun. The numbers are stored and sent: never reuse one.</summary>
public enum SkipReason
{
    /// <summary>The run of an earlier firing still goes on.</summary>
    Overlap = 1,

    /// <summary>What the spend cap leaves pays for no request.</summary>
    SpendCap = 2,
}

/// <summary>What becomes of firings that were due while nobody kept the schedule. The numbers are stored and sent: never reuse one.</summary>
public enum MissedPolicy
{
    /// <summary>They are noted.</summary>
    Skip = 1,

    /// <summary>One run is made for all of them.</summary>
    RunOnce = 2,
}

/// <summary>What became of a firing. The numbers are stored and sent: never reuse one.</summary>
public enum FiringStatus
{
    /// <summary>Its run goes on.</summary>
    Running = 1,

    /// <summary>Its run completed, and every threshold held.</summary>
    Passed = 2,

    /// <summary>Its run failed, or a threshold did not hold.</summary>
    Failed = 3,

    /// <summary>Its run was cancelled.</summary>
    Cancelled = 4,

    /// <summary>Its run was ended by its budget.</summary>
    BudgetExhausted = 5,

    /// <summary>It was not begun.</summary>
    Skipped = 6,

    /// <summary>It was due while nobody kept the schedule.</summary>
    Missed = 7,
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
