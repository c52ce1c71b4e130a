namespace AkkaApiBench.Messages.Plans.Traces;

/// <summary>A format in which others recorded their requests: one request a line.</summary>
internal interface ITraceFormat
{
    /// <summary>The name in plans.</summary>
    string Name { get; }

    /// <summary>What the first line looks like, for errors.</summary>
    string FirstLine { get; }

    /// <summary>Looks at the first line of a file that is not blank.</summary>
    /// <returns>What reads the lines; null when the file is of another format.</returns>
    ITraceLines? Open(string firstLine);
}

/// <summary>Reads the lines of one file.</summary>
internal interface ITraceLines
{
    /// <summary>True when the first line names columns, and is no request.</summary>
    bool HasHeader { get; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="TraceLineException">It is not of the format.</exception>
    TraceRequest Read(string line);
}
