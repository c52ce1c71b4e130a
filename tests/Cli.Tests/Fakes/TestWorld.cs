using AkkaApiBench.Cli.Gateway;

namespace AkkaApiBench.Cli.Tests.Fakes;

/// <summary>Surroundings of a test's own: a directory, an environment, writers and a user.</summary>
internal sealed class TestWorld : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("apibench-cli-").FullName;
    private readonly HeardWriter _out = new();
    private readonly HeardWriter _error = new();

    public ManualInterrupts Interrupts { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What was opened in a browser.</summary>
    public List<Uri> Browsed { get; } = [];

    public FakeSites Sites { get; set; } = new(null);

    /// <summary>The size of the terminal that standard error is; null when it is none.</summary>
    public (int Width, int Height)? Size { get; set; }

    public TimeSpan WithoutContact { get; set; } = TimeSpan.FromMinutes(5);

    public string Directory => _directory;

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    /// <summary>Done when standard error says so.</summary>
    public Task Said(string text) => _error.Heard(text);

    /// <summary>Done when standard output says so.</summary>
    public Task Shown(string text) => _out.Heard(text);

    public IReadOnlyList<string> OutLines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public Surroundings Surroundings => new()
    {
        Out = new Terminal(_out, Size is not null, () => Size!.Value),
        Error = new Terminal(_error, Size is not null, () => Size!.Value),
        Interrupts = Interrupts,
        Sites = Sites,
        Variable = name => Variables.GetValueOrDefault(name),
        Browse = Browsed.Add,
        Directory = _directory,
        Patience = new Patience { FirstWait = TimeSpan.Zero, LongestWait = TimeSpan.Zero, LookAgain = TimeSpan.Zero, WithoutContact = WithoutContact },
    };

    public Task<ExitCode> RunAsync(params string[] args) => new CommandLineProgram(Surroundings).RunAsync(args);

    public string PathOf(params string[] parts) => Path.Combine([_directory, .. parts]);

    public string Write(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return name;
    }

    public string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    public void Dispose()
    {
        System.IO.Directory.Delete(_directory, recursive: true);
        Interrupts.Dispose();
        _out.Dispose();
        _error.Dispose();
    }
}
