using AkkaApiBench.Node.Gateway.Results;
using Microsoft.Net.Http.Headers;

namespace AkkaApiBench.Node.Tests.Gateway.Results;

public sealed class ResultFormatTests
{
    [Theory]
    [InlineData("image/png", null)]
    [InlineData("application/json;q=0", null)]
    [InlineData("", "json")]
    [InlineData("*/*", "json")]
    [InlineData("application/*", "json")]
    [InlineData("text/csv", "csv")]
    [InlineData("text/csv; charset=utf-8", null)]
    [InlineData("text/xml", "junit")]
    [InlineData("application/junit+xml", "junit")]
    [InlineData("application/json;q=0.5, text/csv", "csv")]
    [InlineData("image/png, text/csv;q=0.1", "csv")]
    public void What_is_accepted_decides_the_form(string accept, string? name) => ResultFormat.AcceptedBy(
        accept.Length == 0 ? [] : MediaTypeHeaderValue.ParseList([accept]))?.Name.ShouldBe(name);
}
