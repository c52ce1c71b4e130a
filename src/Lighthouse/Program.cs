using AkkaApiBench.Hosting.Settings;
using AkkaApiBench.Lighthouse;

return await CommandLineProgram.RunAsync(LighthouseCommand.CreateRoot(), args);
