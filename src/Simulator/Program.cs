using AkkaApiBench.Simulator;

return await SimulateCommand.RunAsync(args);
