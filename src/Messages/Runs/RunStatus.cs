using System.Text.Json;

namespace AkkaApiBench.Messages.Runs;

/// <summary>Where a run stands. The numbers are stored and sent: never reuse one.</summary>
public enum RunStatus
{
    /// <summary>Recorded, and waiting for its turn.</summary>
    Accepted = 1,

    /// <summary>Its tests are being made.</summary>
    Running = 2,

    /// <summary>Every test was made.</summary>
    Completed = 3,

    /// <summary>It could not be ended as planned; the reason is given.</summary>
    Failed = 4,

    /// <summary>Stopped by a user.</summary>
    Cancelled = 5,

    /// <summary>Stopped, for the budget allowed no further request.</summary>
    BudgetExhausted = 6,

    /// <summary>To be paused: nothing new is sent, and what is in flight ends.</summary>
    Pausing = 7,

    /// <summary>Held by a user until it is resumed: nothing of it is in flight.</summary>
    Paused = 8,
}

/// <summary>Names and classes of <see cref="RunStatus"/>.</summary>
public static class RunStatuses
{
    /// <summary>The name in snake case, such as <c>budget_exhausted</c>.</summary>
    public static string Name(this RunStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    /// <summary>True when nothing follows.</summary>
    public static bool IsEnd(this RunStatus status) =>
        status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled or RunStatus.BudgetExhausted;

    /// <summary>True while testers may be at work for it.</summary>
    public static bool IsAtWork(this RunStatus status) => status is RunStatus.Running or RunStatus.Pausing;
}
