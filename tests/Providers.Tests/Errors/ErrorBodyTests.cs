using System.Text;
using AkkaApiBench.Providers.Errors;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Errors;

public class ErrorBodyTests
{
    [Theory]
    [InlineData("""{"error":{"message":"m","type":"t","code":"c"}}""", "c", "m")]
    [InlineData("""{"error":{"message":"m","type":"t","code":null}}""", "t", "m")]
    [InlineData("""{"error":{"message":"m","type":"t","code":400}}""", "t", "m")]
    [InlineData("""{"error":{"message":"m","code":400}}""", "400", "m")]
    [InlineData("""{"type":"error","error":{"type":"t","message":"m"},"request_id":"r"}""", "t", "m")]
    [InlineData("""{"error":"m"}""", null, "m")]
    [InlineData("""{"object":"error","message":"m","type":"t","param":null,"code":404}""", "t", "m")]
    [InlineData("""{"detail":"m"}""", null, "m")]
    [InlineData("""{"detail":[{"msg":"m"}]}""", null, """[{"msg":"m"}]""")]
    [InlineData("""[{"error":{"message":"m","status":"s"}}]""", "s", "m")]
    [InlineData("""{"error":{"code":429,"message":"m","status":"RESOURCE_EXHAUSTED"}}""", "RESOURCE_EXHAUSTED", "m")]
    [InlineData("""{"error":{"message":{"a":1}}}""", null, """{"a":1}""")]
    [InlineData("<html>Bad gateway</html>", null, "<html>Bad gateway</html>")]
    [InlineData("""{"error":{"message":"a","message":"b"}}""", null, "")]
    [InlineData("null", null, "")]
    [InlineData("3", null, "")]
    [InlineData("[]", null, "")]
    [InlineData("", null, "")]
    public void Every_vendors_shape_gives_code_and_message(string body, string? code, string message)
    {
        var error = ErrorBody.Parse(Encoding.UTF8.GetBytes(body));
        error.Code.ShouldBe(code);
        error.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData("34s", 34.0)]
    [InlineData("3.5s", 3.5)]
    [InlineData("soon", null)]
    public void Googles_delay_before_a_retry_is_read_from_the_details(string delay, double? seconds)
    {
        var body = $$$"""{"error":{"code":429,"message":"m","details":[{"@type":"google.rpc.QuotaFailure"},{"@type":"google.rpc.RetryInfo","retryDelay":"{{{delay}}}"}]}}""";

        ErrorBody.Parse(Encoding.UTF8.GetBytes(body)).RetryAfter.ShouldBe(seconds is { } given ? TimeSpan.FromSeconds(given) : null);
    }

    [Theory]
    [InlineData(new byte[] { 0x22, 0xAE, 0x22 })]
    [InlineData(new byte[] { 0x7B, 0x22, 0x6D, 0x65, 0x73, 0x73, 0x61, 0x67, 0x65, 0x22, 0x3A, 0x22, 0xAE, 0x22, 0x7D })]
    public void A_text_that_is_no_UTF8_is_told_as_it_can_be_read(byte[] body) => ErrorBody.Parse(body).Message.ShouldBe(Encoding.UTF8.GetString(body));

    [Fact]
    public void Any_body_gives_something() => Gen.Byte.Array[0, 200].Sample(body => ErrorBody.Parse(body).ShouldNotBeNull());
}
