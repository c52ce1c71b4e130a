using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Gateway;
using AkkaApiBench.Node.Tests.Runs;

namespace AkkaApiBench.Node.Tests.Gateway;

[Collection(GatewayBench.Name)]
public sealed class RequestLimitTests(BenchFixture bench)
{
    [Fact]
    public async Task A_body_that_is_larger_than_the_server_takes_is_a_problem()
    {
        using var body = new StringContent(new string('x', (int)RequestLimits.MostBytes + 1), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/silences") { Content = body };
        // The body is sent when the server asks for it, which it does not.
        request.Headers.ExpectContinue = true;

        using var response = await bench.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Answers_are_packed_as_the_caller_can_unpack_them(string encoding)
    {
        using var response = await GetAsync("/api/v1/cluster", encoding);

        response.Content.Headers.ContentEncoding.ShouldBe([encoding]);
        response.Headers.Vary.ShouldContain("Accept-Encoding");
        await using var packed = await response.Content.ReadAsStreamAsync();
        await using Stream text = encoding == "br" ? new BrotliStream(packed, CompressionMode.Decompress) : new GZipStream(packed, CompressionMode.Decompress);
        (await JsonNode.ParseAsync(text))!["members"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Live_streams_are_not_packed()
    {
        using var response = await GetAsync("/api/v1/events", "br, gzip");

        response.Content.Headers.ContentEncoding.ShouldBeEmpty();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept-Encoding", encoding);
        return await bench.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
