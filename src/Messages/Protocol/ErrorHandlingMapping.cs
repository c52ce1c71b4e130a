using AkkaApiBench.Messages.Findings;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What a test of errors finds out, as on the wire.</summary>
internal static class ErrorHandlingMapping
{
    public static Wire.ErrorHandlingFindings ToWire(ErrorHandlingFindings findings)
    {
        var wire = new Wire.ErrorHandlingFindings
        {
            Protocol = findings.Protocol,
            Passed = findings.Passed,
            Deviating = findings.Deviating,
            CancelledStream = findings.CancelledStream is { } cancelled ? ToWire(cancelled) : null,
        };
        wire.Cases.AddRange(findings.Cases.Select(ToWire));
        return wire;
    }

    public static ErrorHandlingFindings FromWire(Wire.ErrorHandlingFindings wire) => new()
    {
        Protocol = wire.Protocol,
        Passed = wire.Passed,
        Deviating = wire.Deviating,
        Cases = [.. wire.Cases.Select(FromWire)],
        CancelledStream = wire.CancelledStream is { } cancelled ? FromWire(cancelled) : null,
    };

    public static Wire.ErrorAnswer ToWire(ErrorAnswer answer)
    {
        var wire = new Wire.ErrorAnswer { Status = answer.Status };
        if (answer.Code is { } code)
            wire.Code = code;
        if (answer.Type is { } type)
            wire.Type = type;
        if (answer.Message is { } message)
            wire.Message = message;
        return wire;
    }

    public static ErrorAnswer FromWire(Wire.ErrorAnswer wire) => new(
        wire.Status, wire.HasCode ? wire.Code : null, wire.HasType ? wire.Type : null, wire.HasMessage ? wire.Message : null);

    private static Wire.ErrorCase ToWire(ErrorCase item)
    {
        var wire = new Wire.ErrorCase
        {
            Case = item.Case,
            Expected = item.Expected,
            Got = item.Got is { } got ? ToWire(got) : null,
            Verdict = (int)item.Verdict,
        };
        if (item.TimeToErrorMs is { } time)
            wire.TimeToErrorMs = time;
        if (item.ConnectionKept is { } kept)
            wire.ConnectionKept = kept;
        return wire;
    }

    private static ErrorCase FromWire(Wire.ErrorCase wire) => new()
    {
        Case = wire.Case,
        Expected = wire.Expected,
        Got = wire.Got is { } got ? FromWire(got) : null,
        TimeToErrorMs = wire.HasTimeToErrorMs ? wire.TimeToErrorMs : null,
        ConnectionKept = wire.HasConnectionKept ? wire.ConnectionKept : null,
        Verdict = (CaseVerdict)wire.Verdict,
    };

    private static Wire.CancelledStream ToWire(StreamCancellation stream)
    {
        var wire = new Wire.CancelledStream { EventsBefore = stream.EventsBefore, NextSucceeded = stream.NextSucceeded, Verdict = (int)stream.Verdict };
        if (stream.NextMs is { } next)
            wire.NextMs = next;
        if (stream.BaselineMs is { } baseline)
            wire.BaselineMs = baseline;
        return wire;
    }

    private static StreamCancellation FromWire(Wire.CancelledStream wire) => new()
    {
        EventsBefore = wire.EventsBefore,
        NextSucceeded = wire.NextSucceeded,
        NextMs = wire.HasNextMs ? wire.NextMs : null,
        BaselineMs = wire.HasBaselineMs ? wire.BaselineMs : null,
        Verdict = (CaseVerdict)wire.Verdict,
    };
}
