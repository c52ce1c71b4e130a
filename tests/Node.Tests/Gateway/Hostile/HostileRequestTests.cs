using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AkkaApiBench.Hosting.Logging;
using AkkaApiBench.Node.Tests.Runs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaApiBench.Node.Tests.Gateway.Hostile;

/// <summary>Whatever is sent to whatever route, the gateway says what is wrong with it and stands.</summary>
public sealed partial class HostileRequestTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    private const int Requests = 10_000;
    private const int AtATime = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Whatever_is_asked_is_answered_and_never_with_a_5xx_a_stack_trace_or_a_key()
    {
        var routes = await RoutesAsync();
        var known = await KnownAsync();
        var seen = new ConcurrentDictionary<int, int>();
        var wrong = new ConcurrentQueue<string>();

        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (number, cancellation) =>
        {
            // Every route has its turn; the number alone makes the request.
            var route = routes[number % routes.Count];
            var asked = HostileRequest.Of(route, route.Method == "delete" ? [.. known.Skip(1)] : known, new Random(number));
            using var response = await SendAsync(asked, cancellation);
            seen.AddOrUpdate((int)response.StatusCode / 100, 1, (_, count) => count + 1);
            if (await WhatIsWrongAsync(asked, response, cancellation) is { } what)
                wrong.Enqueue($"request {number}: {what}: {Short(response.ToString())}\n{asked.Method} {Short(asked.Path)}\n{asked.ContentType} {Short(asked.Body)}");
        });

        wrong.Take(10).ShouldBeEmpty();
        seen.Keys.ShouldBe([2, 4], ignoreOrder: true);
        seen.Values.ShouldAllBe(count => count > Requests / 50);
        foreach (var line in bench.Services.GetRequiredService<RecentLines>().Peek(RecentLines.Capacity))
            line.ShouldNotContain(HostileDocuments.Secret);
        using var health = await bench.Http.GetAsync("/health/live");
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string?> WhatIsWrongAsync(HostileRequest asked, HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return null;
        var text = await response.Content.ReadAsStringAsync(cancellation);
        if ((int)response.StatusCode >= 500)
            return $"answered with {text}";
        if (text.Contains(HostileDocuments.Secret, StringComparison.Ordinal))
            return $"a key in {text}";
        if (StackFrame().Match(text) is { Success: true } frame)
            return $"a stack trace at '{frame.Value}' in {text}";
        if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotModified || IsNoHttp(response, text))
            return null;
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json" || !text.StartsWith('{'))
            return $"no problem: {text}";

        var problem = JsonNode.Parse(text)!;
        if (new[] { "type", "title", "status", "detail" }.FirstOrDefault(field => problem[field] is null) is { } missing)
            return $"{missing} is missing in {text}";
        return asked.HasUnknownField && problem["errors"] is JsonArray errors && errors.All(error => error!["path"]!.GetValue<string>() != HostileDocuments.Unknown)
            ? $"the unknown field is not named in {text}" : null;
    }

    /// <summary>What is no HTTP, such as a zero byte in a path or a line too long, the server refuses before anything of ours is asked.</summary>
    private static bool IsNoHttp(HttpResponseMessage response, string text) =>
        text.Length == 0 && response.Headers.ConnectionClose == true
        && (int)response.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status414UriTooLong or StatusCodes.Status431RequestHeaderFieldsTooLarge;

    private static string Short(string? text) => text is null or { Length: <= 1_500 } ? text ?? "" : text[..1_500] + "…";

    /// <summary>On a machine that is busy an actor may not answer in time, which a gateway says; it must when it is asked again.</summary>
    private async Task<HttpResponseMessage> SendAsync(HostileRequest asked, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (true)
        {
            using var message = asked.ToMessage();
            var response = await bench.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode is not HttpStatusCode.ServiceUnavailable)
                return response;
            var text = await response.Content.ReadAsStringAsync(patience.Token);
            text.ShouldContain("in time", Case.Insensitive, $"{asked.Method} {asked.Path} {asked.Body}: {text}");
            response.Dispose();
        }
    }

    private async Task<IReadOnlyList<HostileRequest.Route>> RoutesAsync()
    {
        var document = JsonNode.Parse(await bench.Http.GetStringAsync("/openapi/v1.json"))!;
        var routes =
            from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            where operation.Value is JsonObject
            select new HostileRequest.Route(operation.Key, path.Key,
                [.. operation.Value!["parameters"]?.AsArray().Where(parameter => parameter!["in"]!.GetValue<string>() == "query").Select(parameter => parameter!["name"]!.GetValue<string>()) ?? []]);
        return [.. routes];
    }

    /// <summary>A run that has ended, and what goes with it.</summary>
    private async Task<IReadOnlyList<string>> KnownAsync()
    {
        var result = await bench.RunAsync(new JsonObject
        {
            ["targets"] = new JsonArray(bench.Target(SimulatedProfiles.Steady)),
            ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 3 }),
        });
        return [result.RunId, result.Targets[0].Id!, "latency.p50", "ttft.p95", "day", "24h", "15m", "10", "/user", "json", "journals"];
    }

    [GeneratedRegex(@"(\\n|\n|\\r)\s*at [\w.<>`]+\(|   at [\w.<>`]+\(|Exception: ")]
    private static partial Regex StackFrame();
}
