using CsCheck;

namespace AkkaApiBench.Messages.Tests.Plans;

/// <summary>Whoever writes a key into a plan sees where it stands, and nobody sees the key.</summary>
public class SecretTests
{
    private const string Key = "sk-proj-5ecre7";
    private const string UnknownVendorsKey = "Zx81mNq0RtY73bVcWe55LkPp";

    [Theory]
    [InlineData("targets: [{ provider: openai, model: m, api_key: KEY }]", "targets[0].api_key")]
    [InlineData("targets: [{ provider: openai, model: m, api_key: 'env:KEY' }]", "targets[0].api_key")]
    [InlineData("targets: [{ provider: openai, model: m, api_key: [KEY] }]", "targets[0].api_key")]
    [InlineData("targets: [{ provider: openai, model: m, key: KEY }]", "targets[0].key")]
    [InlineData("targets: [{ provider: openai, model: m, api_key:KEY }]", "targets[0].(hidden)")]
    [InlineData("targets: [{ provider: KEY, model: m }]", "targets[0].provider")]
    [InlineData("targets: [{ provider: openai, model: 'a KEY' }]", "targets[0].model")]
    [InlineData("targets: [{ provider: openai, model: m, base_url: KEY }]", "targets[0].base_url")]
    [InlineData("targets: [{ provider: openai, model: m, base_url: 'https://user:KEY@host/v1' }]", "targets[0].base_url")]
    [InlineData("targets: [{ provider: openai, model: m, base_url: 'https://host/v1?key=KEY' }]", "targets[0].base_url")]
    [InlineData("targets: ['openai/m@https://user:KEY@host/v1']", "targets[0].base_url")]
    [InlineData("targets: ['openai/m@ftp://user:KEY@host/v1']", "targets[0].base_url")]
    [InlineData("targets: [KEY]", "targets[0]")]
    [InlineData("name: [x]\ntargets: KEY", "targets")]
    [InlineData("api_key: KEY", "api_key")]
    [InlineData("slo: [KEY]", "slo[0]")]
    [InlineData("warmup: KEY", "warmup")]
    [InlineData("workload: { Authorization: Bearer KEY }", "workload.Authorization")]
    [InlineData("tests: [{ type: KEY }]", "tests[0].type")]
    [InlineData("a: 1\napi_key:KEY", "plan")]
    [InlineData("KEY: 1\nKEY: 2", "plan")]
    [InlineData("a: *KEY", "plan")]
    public void A_key_is_never_shown_wherever_it_stands(string yaml, string path)
    {
        foreach (var key in new[] { Key, UnknownVendorsKey })
        {
            var reading = Reading.Yaml(yaml.Replace("KEY", key, StringComparison.Ordinal));

            // A variable may have such a name.
            if (key == UnknownVendorsKey && yaml.Contains("env:", StringComparison.Ordinal))
                continue;
            reading.Errors.ShouldContain(error => error.Path == path);
            string.Join('\n', reading.Errors).ShouldNotContain(key);
        }
    }

    [Theory]
    [InlineData("""{ "api_key": nKEY }""")]
    [InlineData("""{ "api_key": "KEY }""")]
    [InlineData("""{ "api_key": "a", "api_key": "KEY" }""")]
    [InlineData("""{ "KEY": 1, "KEY": 2 }""")]
    public void A_key_in_broken_JSON_is_not_shown(string json) =>
        Reading.Json(json.Replace("KEY", Key, StringComparison.Ordinal)).OnlyError().ToString().ShouldNotContain(Key);

    [Fact]
    public void A_long_random_token_is_not_shown_whatever_its_vendor() =>
        Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"].Array[32].Select(letters => new string(letters))
            .Where(token => token.Any(char.IsAsciiDigit) && token.Any(char.IsAsciiLetter))
            .Sample(token => !string.Join('\n', Reading.Yaml($"targets: [{token}]\ntests: [{token}]\nwarmup: {token}\n{token}: 1").Errors).Contains(token, StringComparison.Ordinal));

    [Theory]
    [InlineData("warmup: soon", "'soon'")]
    [InlineData("warmup: risk-free", "'risk-free'")]
    [InlineData("tests: [latencies]", "'latencies'")]
    [InlineData("tests: [throughput_of_everything_there_is]", "'throughput_of_everything_there_is'")]
    public void What_is_no_key_is_shown(string line, string shown) =>
        Reading.Yaml(line).Errors.ShouldContain(error => error.Value == shown);

    [Fact]
    public void Errors_stay_on_one_short_line()
    {
        var error = Reading.With($"warmup: \"a\\n\\e[m{new string('x', 200)}\"").OnlyError();

        error.Value.ShouldStartWith("'a??[mxxx");
        error.Value.Length.ShouldBeLessThanOrEqualTo(82);
    }
}
