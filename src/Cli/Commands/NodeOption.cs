using System.CommandLine;

namespace AkkaApiBench.Cli.Commands;

/// <summary>The flag of commands that look into one node.</summary>
internal sealed class NodeOption
{
    private readonly Option<string?> _address = new("--address", "-a")
    {
        Description = "The node, as 'cluster show' names it [default: the gateway's own]", HelpName = "ADDRESS",
    };

    /// <summary>Adds the flag to a command.</summary>
    public NodeOption AddTo(Command command)
    {
        command.Options.Add(_address);
        return this;
    }

    /// <summary>The address of the node; null for the gateway's own.</summary>
    public string? Address(ParseResult parsed) => parsed.GetValue(_address);
}
