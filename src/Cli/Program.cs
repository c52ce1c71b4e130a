using AkkaApiBench.Cli;

using var interrupts = new SignalInterrupts();
return (int)await new CommandLineProgram(Surroundings.OfThisProcess(interrupts)).RunAsync(args);
