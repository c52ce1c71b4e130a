using AkkaApiBench.Hosting.Settings;
using AkkaApiBench.Node;

return await CommandLineProgram.RunAsync(NodeCommand.CreateRoot(), args);
