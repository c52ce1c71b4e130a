using System.Text.Json;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>An entry of the catalogue, as <c>/api/v1/catalogue</c> shows it.</summary>
/// <param name="Name">What plans call it.</param>
/// <param name="Target">The target, as a plan would have it; of keys only the references.</param>
/// <param name="Identity">The identity under which it is measured, as <c>/api/v1/targets</c> lists it.</param>
/// <param name="ChangedAt">When it was made or last replaced.</param>
/// <param name="ChangedBy">Who made or last replaced it.</param>
public sealed record CatalogueEntryView(string Name, JsonElement Target, string Identity, DateTimeOffset ChangedAt, string ChangedBy);

/// <summary>A page of the catalogue.</summary>
/// <param name="Entries">The entries, by their names.</param>
/// <param name="Next">Where the next page begins: give it as <c>cursor</c>; null at the end.</param>
public sealed record CatalogueListView(IReadOnlyList<CatalogueEntryView> Entries, string? Next);
