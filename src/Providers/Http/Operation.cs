namespace AkkaApiBench.Providers.Http;

/// <summary>
/// What a client asks whom, in the words of OpenTelemetry's conventions for generative AI
/// (https://github.com/open-telemetry/semantic-conventions-genai).
/// </summary>
/// <param name="Name"><c>gen_ai.operation.name</c>, such as <c>chat</c>.</param>
/// <param name="Provider"><c>gen_ai.provider.name</c>, such as <c>gcp.gemini</c>.</param>
/// <param name="Model"><c>gen_ai.request.model</c>.</param>
/// <param name="Host"><c>server.address</c>.</param>
/// <param name="Port"><c>server.port</c>.</param>
public sealed record Operation(string Name, string Provider, string Model, string Host, int Port);
