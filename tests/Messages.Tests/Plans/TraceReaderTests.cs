using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Plans.Traces;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Plans;

public sealed class TraceReaderTests
{
    private const string Azure = "TIMESTAMP,ContextTokens,GeneratedTokens";
    private const string BurstGpt = "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type";

    [Theory]
    [InlineData("", 1, null, "the end of the file", "at least one request")]
    [InlineData(Azure, 1, null, "the end of the file", "at least one request")]
    [InlineData("a,b,c\n1,2,3", 1, null, "'a,b,c'", "a header with the columns TIMESTAMP, ContextTokens, GeneratedTokens (azure); or a header with the columns Timestamp")]
    [InlineData(Azure + "\nyesterday,1,2", 2, "TIMESTAMP", "'yesterday'", "a time such as 2023-11-16 18:15:46.6805900")]
    [InlineData(Azure + "\n2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:47,x,44", 3, "ContextTokens", "'x'", "a whole number from 0 to 10000000")]
    [InlineData(Azure + "\n2023-11-16 18:15:46,374,-1", 2, "GeneratedTokens", "'-1'", "a whole number from 0 to 10000000")]
    [InlineData(Azure + "\n\n2023-11-16 18:15:46,374", 3, null, "2 fields", "3 fields, as in the header")]
    [InlineData(BurstGpt + "\n-5,ChatGPT,472,18,490,Conversation log", 2, "Timestamp", "'-5'", "seconds such as 5 or 5.25")]
    [InlineData(BurstGpt + "\n5,ChatGPT,472,1e3,490,Conversation log", 2, "Response tokens", "'1e3'", "a whole number from 0 to 10000000")]
    [InlineData("{\"timestamp\": 0, \"input_length\": 6}", 1, "output_length", "nothing", "a whole number from 0 to 10000000")]
    [InlineData("{\"timestamp\": 1.5, \"input_length\": 6, \"output_length\": 1}", 1, "timestamp", "'1.5'", "a whole number from 0 to 100000000000000")]
    [InlineData("{\"timestamp\": 0, \"input_length\": \"6\", \"output_length\": 1}", 1, "input_length", "'\"6\"'", "a whole number from 0 to 10000000")]
    [InlineData("{\"timestamp\": 0, \"input_length\": 6, \"output_length\": 1, \"hash_ids\": 7}", 1, "hash_ids", "'7'", "a list of whole numbers")]
    [InlineData("{\"timestamp\": 0, \"input_length\": 6, \"output_length\": 1, \"hash_ids\": [-1]}", 1, "hash_ids", "'-1'", "whole numbers from 0 to 2147483647")]
    [InlineData("{\"timestamp\": 0,", 1, null, "'{\"timestamp\": 0,'", "{\"timestamp\": 0, \"input_length\": 6755, \"output_length\": 500}")]
    public void What_is_wrong_is_told_with_line_field_and_value(string text, int line, string? field, string value, string allowed)
    {
        var error = Read(text).Errors.ShouldHaveSingleItem();

        (error.Line, error.Field, error.Value).ShouldBe((line, field, value));
        error.Allowed.ShouldStartWith(allowed);
    }

    [Fact]
    public void A_file_of_another_format_than_named_is_refused() =>
        Read("{\"timestamp\": 0, \"input_length\": 6, \"output_length\": 1}", format: "azure").Errors.ShouldHaveSingleItem()
            .Allowed.ShouldBe("a header with the columns TIMESTAMP, ContextTokens, GeneratedTokens (azure)");

    [Fact]
    public void No_more_than_the_first_errors_are_told() =>
        Read(Azure + string.Concat(Enumerable.Repeat("\nnever,1,2", 1000))).Errors.Count.ShouldBe(10);

    [Fact]
    public void A_trace_of_too_many_requests_is_refused_unless_the_first_are_enough()
    {
        var text = string.Concat(Enumerable.Repeat("{\"timestamp\": 0, \"input_length\": 6, \"output_length\": 1}\n", TraceLoad.MaxRequests + 1));

        var error = Read(text).Errors.ShouldHaveSingleItem();
        (error.Line, error.Value).ShouldBe((TraceLoad.MaxRequests + 1, "one more request"));
        error.Allowed.ShouldContain("max_requests");
        Read(text, most: 5).Requests.Length.ShouldBe(5);
    }

    [Fact]
    public void What_stands_after_the_last_request_wanted_is_not_read() =>
        Read($"{Azure}\n2023-11-16 18:15:46,374,44\nnonsense", most: 1).Errors.ShouldBeEmpty();

    [Fact]
    public void Azure_traces_of_both_years_are_read()
    {
        Read($"{Azure}\r\n2023-11-16 18:15:46.6805900,374,44\r\n2023-11-16 18:15:50.9951690,396,109\r\n").Requests
            .ShouldBe([new(1_700_158_546_680, 374, 44), new(1_700_158_550_995, 396, 109)]);
        Read($"{Azure}\n2024-05-10 00:00:00.009930+00:00,2162,5\n").Requests.ShouldBe([new(1_715_299_200_009, 2162, 5)]);
    }

    [Fact]
    public void BurstGPT_is_read_with_and_without_sessions()
    {
        Read($"{BurstGpt}\n5,ChatGPT,472,18,490,Conversation log\n45.25,GPT-4,1087,0,1087,API log").Requests
            .ShouldBe([new(5_000, 472, 18), new(45_250, 1087, 0)]);
        Read("Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,1,2.5,GPT-4,472,18,490,API log").Requests
            .ShouldBe([new(5_000, 472, 18)]);
    }

    [Fact]
    public void Mooncake_is_read_whatever_else_a_line_has() =>
        Read("{\"timestamp\": 0, \"input_length\": 6755, \"output_length\": 500, \"user\": 7}\n{\"output_length\": 3, \"timestamp\": 27, \"input_length\": 1}").Requests
            .ShouldBe([new(0, 6755, 500), new(27, 1, 3)]);

    [Fact]
    public void Mooncake_s_blocks_are_as_many_as_the_prompt_has() =>
        Read("{\"timestamp\": 0, \"input_length\": 1025, \"output_length\": 5, \"hash_ids\": [0, 46, 47]}\n{\"timestamp\": 1, \"input_length\": 512, \"output_length\": 5, \"hash_ids\": [9, 8]}")
            .Requests.Select(request => request.Blocks.ToArray()).ShouldBe([[0, 46, 47], [9]]);

    [Fact]
    public void Blocks_come_through_packing_whatever_they_are() => Gen.Int[0, TraceRequest.MaxBlock].Array[0, 6].Array[1, 30].Sample(blocks =>
    {
        var requests = TracePacking.Unpack(TracePacking.Pack([.. blocks.Select((ids, index) => new TraceRequest(index, 4000, 1) { Blocks = [.. ids] })]));
        return requests.Zip(blocks).All(pair => pair.First.Blocks.SequenceEqual(pair.Second));
    });

    [Fact]
    public void A_trace_whose_prompts_share_much_packs_to_a_few_bytes_a_request()
    {
        var random = new Random(1);
        var (at, next) = (0L, 0);
        // Conversations of some turns, each prompt with all blocks of the one before it: as recorded of Mooncake.
        var talks = new List<List<int>>();
        var requests = Enumerable.Range(0, 5_000).Select(_ =>
        {
            if (talks.Count == 0 || random.Next(4) == 0)
                talks.Add([0]);
            var talk = talks[Math.Max(0, talks.Count - 1 - random.Next(20))];
            talk.AddRange(Enumerable.Range(next, random.Next(1, 6)));
            next = talk[^1] + 1;
            return new TraceRequest(at += random.Next(0, 3000), (talk.Count * 512) - random.Next(512), random.Next(1, 800)) { Blocks = [.. talk] };
        });

        TracePacking.Pack([.. requests]).Length.ShouldBeLessThan(TraceLoad.MaxPackedBytes);
    }

    [Fact]
    public void Any_text_is_a_trace_or_has_errors_and_never_an_exception() =>
        Gen.Select(Gen.OneOf(Gen.Const(Azure), Gen.Const(BurstGpt), Gen.Const("{"), Gen.Const("")), Gen.String[Gen.OneOf(Gen.Char, Gen.Char["0123456789,.:-{}\"\n"]), 0, 60]).Sample((first, rest) =>
        {
            var reading = Read($"{first}\n{rest}");
            return reading.Errors.Count > 0 || reading.Requests.Length > 0;
        });

    [Fact]
    public void Requests_are_brought_into_the_order_of_their_times_from_0() =>
        TraceRequest.InOrder([new(70, 1, 1), new(50, 2, 2), new(70, 3, 3)]).ShouldBe([new(0, 2, 2), new(20, 1, 1), new(20, 3, 3)]);

    [Fact]
    public void A_day_as_busy_as_recorded_ones_packs_to_a_few_bytes_a_request()
    {
        var random = new Random(1);
        var at = 0L;
        var requests = Enumerable.Range(0, 14_000).Select(_ => new TraceRequest(
            at += (long)(-Math.Log(1 - random.NextDouble()) * 180), random.Next(3, 8000), random.Next(1, 800)));

        TracePacking.Pack([.. requests]).Length.ShouldBeLessThan(TraceLoad.MaxPackedBytes);
    }

    private static TraceReading Read(string text, string? format = null, int? most = null)
    {
        using var reader = new StringReader(text);
        return TraceReader.Read(reader, format, most);
    }
}
