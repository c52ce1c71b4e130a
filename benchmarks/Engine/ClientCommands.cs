using System.ClientModel;
using System.ClientModel.Primitives;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using OpenAI;
using OpenAI.Chat;

namespace AkkaApiBench.Engine;

/// <summary>The clients that run in a process of this program.</summary>
internal static class ClientCommands
{
    public static Command Create()
    {
        var command = new Command("client") { Hidden = true };
        command.Subcommands.Add(Apibench());
        command.Subcommands.Add(OpenAi());
        return command;
    }

    /// <summary><c>apibench</c> itself, from its entry point on; for each line of input it tells what was allocated so far.</summary>
    private static Command Apibench()
    {
        var arguments = new Argument<string[]>("arguments");
        var command = new Command("apibench") { arguments };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed =>
        {
            var answer = Console.Out;
            Console.SetOut(TextWriter.Null);
            new Thread(() =>
            {
                while (Console.In.ReadLine() is not null)
                {
                    answer.WriteLine(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
                    answer.Flush();
                }
            }) { IsBackground = true }.Start();
            string[] all = [.. parsed.GetValue(arguments)!, .. parsed.UnmatchedTokens];
            return (int)Assembly.Load("AkkaApiBench.Cli").EntryPoint!.Invoke(null, [all])!;
        });
        return command;
    }

    /// <summary>OpenAI's own client; each update with content is stamped.</summary>
    private static Command OpenAi()
    {
        var server = new Argument<string>("server");
        var connections = new Argument<int>("connections");
        var kind = new Argument<string>("kind");
        var command = new Command("openai") { server, connections, kind };
        command.SetAction(async (parsed, _) =>
        {
            var client = new ChatClient("fixed", new ApiKeyCredential("none"),
                new OpenAIClientOptions { Endpoint = new Uri(parsed.GetValue(server)!), RetryPolicy = new ClientRetryPolicy(0) });
            var isStreamed = parsed.GetValue(kind) == "stream";
            await Task.WhenAll(Enumerable.Range(0, parsed.GetValue(connections)).Select(_ => LoopAsync(client, isStreamed)));
        });
        return command;
    }

    private static async Task LoopAsync(ChatClient client, bool isStreamed)
    {
        ChatMessage[] messages = [new UserChatMessage("Hello, world!")];
        var options = new ChatCompletionOptions { MaxOutputTokenCount = 128 };
        var times = new List<long>();
        while (true)
        {
            times.Clear();
            if (!isStreamed)
            {
                await client.CompleteChatAsync(messages, options);
                times.Add(Stopwatch.GetTimestamp());
                continue;
            }

            await foreach (var update in client.CompleteChatStreamingAsync(messages, options))
            {
                if (update.ContentUpdate.Count > 0 && update.ContentUpdate[0].Text.Length > 0)
                    times.Add(Stopwatch.GetTimestamp());
            }
        }
    }
}
