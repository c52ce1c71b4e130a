using System.Text;
using System.Text.Json;

namespace AkkaApiBench.Simulator.Tests.Protocols;

/// <summary>Requests with every vendor's header of a key.</summary>
internal static class Http
{
    private static readonly HttpClient Client = new();

    public static async Task<(int Status, JsonElement Body)> PostAsync(SimulatorHost host, string path, string body, string? key = "k")
    {
        var (status, _, text) = await SendAsync(host, path, body, key);
        return (status, JsonDocument.Parse(text).RootElement);
    }

    public static async Task<(int Status, string? Type, string Text)> SendAsync(SimulatorHost host, string path, string body, string? key = "k")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, path));
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
        {
            request.Headers.Add("x-goog-api-key", key);
            request.Headers.Add("Authorization", $"Bearer {key}");
        }

        using var response = await Client.SendAsync(request);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync());
    }

    public static async Task<JsonElement> GetAsync(SimulatorHost host, string path) =>
        JsonDocument.Parse(await Client.GetStringAsync(new Uri(host.Address, path))).RootElement;
}
