using AkkaApiBench.Hosting.Settings;
using AkkaApiBench.Node;
using AkkaApiBench.Providers.Http;

InlineCompletions.Enable();
return await CommandLineProgram.RunAsync(NodeCommand.CreateRoot(), args);
