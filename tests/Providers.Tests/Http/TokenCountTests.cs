using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Prompts;
using AkkaApiBench.Providers.Tokenizers;

namespace AkkaApiBench.Providers.Tests.Http;

/// <summary>What is counted where a provider tells no usage.</summary>
public sealed class TokenCountTests
{
    private static readonly string[] Pieces = ["Hello", ", world", "! \\\"Gr\\u00fc", "\\u00dfe\\\" \\ud83d", "\\ude00 お誕生日", "おめでとう"];
    private const string Text = "Hello, world! \"Grüße\" 😀 お誕生日おめでとう";
    private const string Question = "How many tokens are these?";

    [Theory]
    [InlineData("gpt-4o-mini", TokenSource.Tokenizer)]
    [InlineData("gpt-4", TokenSource.Tokenizer)]
    [InlineData("nobody-s-model", TokenSource.Estimate)]
    public async Task The_text_of_a_stream_is_counted_however_it_is_cut(string model, TokenSource source)
    {
        var stream = Answers.Stream([.. Pieces.Select(Answers.Text), Answers.Delta("{}", "\"stop\""), Answers.Done]);

        var record = await SendAsync(stream, model, stream: true);

        ShouldBeCounted(record, model, source);
    }

    [Fact]
    public async Task The_text_of_an_answer_in_one_piece_is_counted()
    {
        var answer = Answers.Json($$"""{"choices":[{"message":{"role":"assistant","content":"{{string.Concat(Pieces)}}"},"finish_reason":"stop"}]}""");

        ShouldBeCounted(await SendAsync(answer, "gpt-4o", stream: false), "gpt-4o", TokenSource.Tokenizer);
    }

    [Fact]
    public async Task Once_a_provider_counts_texts_are_not_kept_until_it_does_not()
    {
        var texts = Enumerable.Repeat(Answers.Text("one two three"), 2).ToArray();
        var (counted, silent) = (Answers.Stream([.. texts, Answers.Usage, Answers.Done]), Answers.Stream([.. texts, Answers.Done]));
        var responses = new Queue<string>([silent, counted, silent, silent]);
        await using var server = new ScriptedServer(async connection =>
        {
            while (responses.TryDequeue(out var response))
            {
                await connection.ReadRequestAsync();
                await connection.WriteAsync(response);
            }
        });
        using var client = LlmClient.Create(Bench.Target(server.Url, model: "gpt-4o"), Bench.Workload(), Bench.Keys);
        using var lane = client.OpenLane();
        var records = new List<RequestRecord>();
        while (records.Count < 4)
            records.Add(await lane.SendAsync(0, Bench.Prompt(client), default));

        records.Select(record => record.TokenSource).ShouldBe([TokenSource.Tokenizer, TokenSource.Usage, TokenSource.Estimate, TokenSource.Tokenizer]);
        records.Select(record => record.Tokens.Output).ShouldBe([6, 3, 2, 6]);
    }

    private static void ShouldBeCounted(RequestRecord record, string model, TokenSource source)
    {
        var tokenizer = TokenizerBook.For("openai", model);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.TokenSource.ShouldBe(source);
        record.Tokens.ShouldBe(new Tokens(tokenizer.Count(Question), 0, tokenizer.Count(Text), 0));
    }

    private static async Task<RequestRecord> SendAsync(string response, string model, bool stream)
    {
        await using var server = ScriptedServer.Answering(response);
        using var client = LlmClient.Create(Bench.Target(server.Url, model: model), Bench.Workload(stream), Bench.Keys);
        using var lane = client.OpenLane();
        return await lane.SendAsync(0, client.Prepare(new Prompt([new("user", Question)], 16)), default);
    }
}
