namespace AkkaApiBench.Providers;

/// <summary>Azure's addresses: its model is a deployment in the path, and the API's version a query.</summary>
internal static class AzureEndpoint
{
    // The latest version of the data plane that is generally available.
    private const string Version = "2024-10-21";

    /// <summary>
    /// From a resource such as <c>https://NAME.openai.azure.com</c> the deployment called like the model; from a
    /// deployment's address that one; from <c>…/openai/v1</c> the API that needs no version.
    /// </summary>
    public static Uri Of(Uri baseUrl, string model)
    {
        var address = baseUrl.AbsoluteUri.TrimEnd('/');
        if (address.EndsWith("/v1", StringComparison.Ordinal))
            return new Uri($"{address}/chat/completions");

        var deployment = address.Contains("/deployments/", StringComparison.Ordinal)
            ? address
            : $"{(address.EndsWith("/openai", StringComparison.Ordinal) ? address[..^"/openai".Length] : address)}/openai/deployments/{Uri.EscapeDataString(model)}";
        return new Uri($"{deployment}/chat/completions?api-version={Version}");
    }
}
