using System.Text.Json;

namespace AkkaApiBench.Cli.Outputs.Records;

/// <summary>Writes records of requests into a file of one format. The file is complete when it is disposed.</summary>
internal interface IRecordWriter : IAsyncDisposable
{
    /// <summary>Adds a record.</summary>
    /// <param name="values">A value for each of <see cref="Messages.Results.RequestField.All"/>; null where there is none. Void after the call.</param>
    ValueTask AddAsync(IReadOnlyList<JsonElement?> values);
}
