using System.Collections.Immutable;
using System.Text.Json;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Plans.Datasets;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Plans.Datasets;

public sealed class DatasetReaderTests
{
    private const string OpenAi = """{"messages": [{"role": "system", "content": "s"}, {"role": "user", "content": "u1"}, {"role": "assistant", "content": "a1"}, {"role": "user", "content": "u2"}, {"role": "assistant", "content": "a2"}]}""";
    private const string ShareGpt = """{"id": "x", "conversations": [{"from": "human", "value": "u1"}, {"from": "gpt", "value": "a1"}, {"from": "human", "value": "u2"}, {"from": "gpt", "value": "a2"}]}""";

    private static readonly string[] Roles = ["system", "user", "assistant", "tool"];

    [Theory]
    [InlineData("auto", "", 1, "'the end of the file", "at least one conversation")]
    [InlineData("auto", "\n{", 2, "no JSON (line 1, column 2)", "a JSON object a line, or one JSON list")]
    [InlineData("auto", "[1, 2", 1, "no JSON", "a JSON object a line")]
    [InlineData("auto", "7", 1, "7", "{ messages: [{ role, content }, …] } or { conversations: [{ from, value }, …] }")]
    [InlineData("auto", "{\"prompt\": \"a\"}", 1, "an object", "{ messages")]
    [InlineData("auto", "{\"messages\": [], \"messages\": []}", 1, "no JSON", "a JSON object a line")]
    [InlineData("sharegpt", OpenAi, 1, "an object", "{ conversations")]
    [InlineData("openai", ShareGpt, 1, "an object", "{ messages")]
    [InlineData("auto", "{\"messages\": [{\"role\": \"robot\"}]}", 1, "messages[0].role: 'robot'", "system, developer")]
    [InlineData("auto", "{\"messages\": [{\"role\": \"user\", \"content\": null}]}", 1, "messages[0].content: nothing", "a text")]
    public void What_is_wrong_is_told_with_its_place(string format, string file, int record, string value, string allowed)
    {
        var reading = new DatasetReader(format, null).Read(new StringReader(file), null, 0);

        var error = reading.Errors.ShouldHaveSingleItem();
        error.Record.ShouldBe(record);
        error.Value.ShouldStartWith(value.TrimStart('\''));
        error.Allowed.ShouldStartWith(allowed);
    }

    [Theory]
    [InlineData(OpenAi, null, "s u1 a1 u2")]
    [InlineData(OpenAi, 1, "s u1")]
    [InlineData(OpenAi, 9, "s u1 a1 u2")]
    [InlineData(ShareGpt, null, "u1")]
    [InlineData(ShareGpt, 9, "u1 a1 u2")]
    public void What_would_not_be_asked_is_left_out(string record, int? turns, string texts) =>
        string.Join(' ', Read(record, turns).ShouldHaveSingleItem().Messages.Select(message => message.Content)).ShouldBe(texts);

    [Fact]
    public void A_list_and_lines_of_both_kinds_are_read_alike_and_what_no_user_says_is_passed_over()
    {
        const string silent = """{"conversations": [{"from": "gpt", "value": "a"}]}""";
        var lines = Read($"{OpenAi}\n\n{silent}\r\n{ShareGpt}\n");
        var list = Read($"[\n{OpenAi},\n{silent}, {ShareGpt}]");

        lines.Length.ShouldBe(2);
        TextOf(lines).ShouldBe(TextOf(list));
    }

    [Fact]
    public void A_sample_has_as_many_as_asked_all_different_in_order_and_the_same_again() => Gen.Select(Gen.Int[1, 60], Gen.Int[1, 80], Gen.Int[0, 1000]).Sample((count, sample, seed) =>
    {
        var file = string.Join('\n', Enumerable.Range(0, count).Select(number => $$"""{"messages": [{"role": "user", "content": "{{number}}"}]}"""));

        var taken = Take(seed);

        taken.Count.ShouldBe(Math.Min(count, sample));
        taken.ShouldBe(taken.Distinct().Order());
        Take(seed).ShouldBe(taken);

        List<int> Take(long with) => [.. new DatasetReader("auto", null).Read(new StringReader(file), sample, with).Conversations
            .Select(conversation => int.Parse(conversation.Messages[0].Content, System.Globalization.CultureInfo.InvariantCulture))];
    });

    [Fact]
    public void Every_conversation_is_as_likely_to_be_taken()
    {
        var file = string.Join('\n', Enumerable.Range(0, 10).Select(number => $$"""{"messages": [{"role": "user", "content": "{{number}}"}]}"""));
        var taken = Enumerable.Range(0, 2000).SelectMany(seed => new DatasetReader("auto", null).Read(new StringReader(file), 3, seed).Conversations);

        foreach (var group in taken.GroupBy(conversation => conversation.Messages[0].Content))
            group.Count().ShouldBeInRange(490, 710);
    }

    [Fact]
    public void Conversations_come_out_of_the_package_as_they_went_in() =>
        Gen.Select(Gen.Int[0, 3], Gen.String).Select((role, text) => new Message(Roles[role], Wellformed(text)))
            .Array[0, 5].Select(messages => new Conversation([.. messages])).Array[0, 5]
            .Sample(conversations => TextOf(ConversationPacking.Unpack(ConversationPacking.Pack([.. conversations]))).ShouldBe(TextOf([.. conversations])));

    private static ImmutableArray<Conversation> Read(string file, int? turns = null)
    {
        var reading = new DatasetReader("auto", turns).Read(new StringReader(file), null, 0);
        reading.Errors.ShouldBeEmpty();
        return reading.Conversations;
    }

    private static string TextOf(ImmutableArray<Conversation> conversations) => JsonSerializer.Serialize(conversations);

    /// <summary>Half a surrogate is no text that JSON or UTF-8 could carry.</summary>
    private static string Wellformed(string text) => string.Concat(text.Select(c => char.IsSurrogate(c) ? '?' : c));
}
