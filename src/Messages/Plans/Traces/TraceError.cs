using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Plans.Traces;

/// <summary>One thing wrong with a recorded trace.</summary>
/// <param name="Line">Where, from 1.</param>
/// <param name="Field">The column or field; null when it is the line.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Allowed">What may stand there.</param>
internal sealed record TraceError(int Line, string? Field, string Value, string Allowed);

/// <summary>The requests of a trace in the order of its lines, or what is wrong with it.</summary>
/// <param name="Requests">The requests; not to be used when there are errors.</param>
/// <param name="Errors">The first errors.</param>
internal sealed record TraceReading(ImmutableArray<TraceRequest> Requests, IReadOnlyList<TraceError> Errors);

/// <summary>Stops the reading of one line.</summary>
internal sealed class TraceLineException(string? field, string value, string allowed) : Exception
{
    public TraceError At(int line) => new(line, field, value, allowed);
}
