using System.Text;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Prompts;
using AkkaApiBench.Providers.Tokenizers;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Prompts;

public sealed class WordsTests
{
    public static TheoryData<string> Models => ["gpt-4o", "gpt-4"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_word_is_one_token_wherever_it_stands(string model)
    {
        var tokenizer = TokenizerBook.For("openai", model);

        Words.All.Where(word => tokenizer.Count(word) != 1 || tokenizer.Count(" " + word) != 1).ShouldBeEmpty();
        Words.All.Distinct().Count().ShouldBe(Words.All.Count);
        Words.All.ShouldAllBe(word => Encoding.UTF8.GetByteCount(word) < Words.MostBytes);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_text_has_as_many_tokens_as_were_asked_for(string model) => Gen.Select(Gen.Int[0, 2000], Gen.Long).Sample((count, seed) =>
        TokenizerBook.For("openai", model).Count(Words.Text(count, RandomNumbers.Of(seed))).ShouldBe(count), iter: 50);
}
