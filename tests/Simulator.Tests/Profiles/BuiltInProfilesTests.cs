using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Tests.Profiles;

public sealed class BuiltInProfilesTests
{
    [Theory]
    [InlineData("openai", 250, 0.995, 100)]
    [InlineData("anthropic", 300, 0.990, 80)]
    [InlineData("groq", 80, 0.980, 300)]
    public void The_built_in_profiles_are_as_documented(string name, double medianTtft, double success, double tokensPerSecond)
    {
        var profile = BuiltInProfiles.All.Single(profile => profile.Name == name);

        profile.Latency.FirstToken.ShouldBeOfType<Lognormal>().Median.ShouldBe(medianTtft);
        (1 - ProfileRules.RateOf(profile.Faults)).ShouldBe(success, 1e-9);
        (1000 / profile.Latency.TokenGap.Mean).ShouldBe(tokensPerSecond, 1e-6);
        ProfileRules.Check(BuiltInProfiles.All);
    }

    [Fact]
    public void No_two_have_one_price() =>
        BuiltInProfiles.All.SelectMany(profile => new[] { profile.Price.Input, profile.Price.CachedInput, profile.Price.Output }).ShouldBeUnique();
}
