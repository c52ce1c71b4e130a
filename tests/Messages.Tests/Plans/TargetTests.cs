using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Plans;

public class TargetTests
{
    [Theory]
    [InlineData("/m")]
    [InlineData("openai")]
    [InlineData("openai/")]
    [InlineData("openai/@http://host")]
    [InlineData("openai/m@http://")]
    [InlineData("openai/m@file:///etc/passwd")]
    [InlineData("openai/m@HTTP://user@host")]
    [InlineData("openai/m@http://host/?q=1")]
    [InlineData("openai/m@http://host/#top")]
    [InlineData("openai@http://host/m")]
    [InlineData("@http://host/openai")]
    public void A_short_form_that_names_no_target_is_refused(string text) =>
        Reading.Yaml($"targets: ['{text}']\ntests: [latency]").Errors.ShouldAllBe(error => error.Path.StartsWith("targets[0]"));

    [Theory]
    [InlineData("openai/m", "openai", "m", "https://api.openai.com/v1", "openai/m")]
    [InlineData("oai/m", "openai", "m", "https://api.openai.com/v1", "openai/m")]
    [InlineData("openai/meta/llama-3:8b@q4", "openai", "meta/llama-3:8b@q4", "https://api.openai.com/v1", "openai/meta/llama-3:8b@q4")]
    [InlineData("openai/m@https://api.openai.com/v1/", "openai", "m", "https://api.openai.com/v1", "openai/m")]
    [InlineData("openai/m@http://127.0.0.1:8080/v1", "openai", "m", "http://127.0.0.1:8080/v1", "openai/m@127.0.0.1:8080")]
    [InlineData("openai/m@http://host/other/", "openai", "m", "http://host/other", "openai/m@host/other")]
    [InlineData("openai-compatible/a@b@http://[::1]:80/v1", "openai-compatible", "a@b", "http://[::1]/v1", "openai-compatible/a@b@[::1]")]
    public void The_short_form_names_provider_model_and_url(string text, string provider, string model, string url, string id)
    {
        var target = Reading.Yaml($"targets: ['{text}']\ntests: [latency]").Plan().Targets[0];

        target.Provider.ShouldBe(provider);
        target.Model.ShouldBe(model);
        target.BaseUrl.ShouldBe(new Uri(url));
        target.Id.Value.ShouldBe(id);
    }

    [Fact]
    public void Two_servers_of_one_model_are_two_targets() =>
        Reading.Yaml("targets: ['openai/m@http://a/v1', 'openai/m@http://b/v1', openai/m]\ntests: [latency]").Plan()
            .Targets.Select(target => target.Id).Distinct().Count().ShouldBe(3);

    [Fact]
    public void The_key_is_where_the_provider_has_it_unless_the_plan_says_otherwise()
    {
        var keys = Reading.Yaml(
            """
            targets:
              - openai/a
              - { provider: openai, model: b, api_key: file:/run/secrets/key }
              - { provider: openai, model: c, api_key: env:OTHER_KEY }
              - { provider: openai, model: d, api_key: none }
            tests: [latency]
            """).Plan().Targets.Select(target => target.ApiKey);

        keys.ShouldBe([new("env:OPENAI_API_KEY"), new("file:/run/secrets/key"), new("env:OTHER_KEY"), KeyReference.None]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("env:")]
    [InlineData("file:")]
    [InlineData("env:sk-abc")]
    [InlineData("env:A B")]
    [InlineData("NONE")]
    [InlineData("OPENAI_API_KEY")]
    public void What_is_no_reference_is_none(string text) => KeyReference.Parse(text).ShouldBeNull();

    [Fact]
    public void A_reference_tells_variable_or_file()
    {
        KeyReference.Parse("env:KEY_1")!.Variable.ShouldBe("KEY_1");
        KeyReference.Parse("env:KEY_1")!.File.ShouldBeNull();
        KeyReference.Parse("file:/a b")!.File.ShouldBe("/a b");
        KeyReference.None.Variable.ShouldBeNull();
    }
}
