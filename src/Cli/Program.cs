using AkkaApiBench.Cli;
using AkkaApiBench.Providers.Http;

InlineCompletions.Enable();
using var interrupts = new SignalInterrupts();
return (int)await new CommandLineProgram(Surroundings.OfThisProcess(interrupts)).RunAsync(args);
