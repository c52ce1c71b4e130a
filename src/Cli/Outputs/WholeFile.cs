namespace AkkaApiBench.Cli.Outputs;

/// <summary>Writes files that nobody sees half of.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file in the place of an earlier one; an interruption does not cost that one.</summary>
    public static async Task ReplaceAsync(string path, string content)
    {
        var draft = $"{path}.new";
        await File.WriteAllTextAsync(draft, content);
        File.Move(draft, path, overwrite: true);
    }
}
