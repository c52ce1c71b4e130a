using System.Text.Json;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Catalogue;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;
using AkkaApiBench.Providers.Outbound;

namespace AkkaApiBench.Node.Gateway.Catalogue;

/// <summary>Targets that plans call by a name, over HTTP: <c>/api/v1/catalogue</c>.</summary>
internal static class CatalogueEndpoints
{
    private const string Path = "/api/v1/catalogue";
    private const int MostBytes = 64 * 1024;

    public static void MapCatalogue(this IEndpointRouteBuilder routes)
    {
        var entries = routes.MapGroup(Path).WithTags("targets");
        entries.MapGet("/", ListAsync).Allow(Role.Viewer).WithName("ListCatalogue").WithSummary("Lists targets that plans call by a name.").Produces<CatalogueListView>().Refuses(400);
        entries.MapGet("/{name}", ShowAsync).Allow(Role.Viewer).WithName("GetCatalogueEntry").WithSummary("Shows a target that plans call by a name.")
            .Produces<CatalogueEntryView>().Tags().Refuses(404);
        entries.MapPut("/{name}", PutAsync).Allow(Role.Operator).WithName("PutCatalogueEntry").WithSummary("Gives a target a name, or replaces what has the name. Runs and monitors that there are keep what they were made with.")
            .TakesEntry().TakesIfMatch().TakesHeader("If-None-Match", "`*`: only if nothing has the name yet.")
            .Produces<CatalogueEntryView>().Produces<CatalogueEntryView>(StatusCodes.Status201Created).Refuses(400, 409, 413);
        entries.MapDelete("/{name}", RemoveAsync).Allow(Role.Operator).WithName("RemoveCatalogueEntry").WithSummary("Takes the name from a target.")
            .TakesIfMatch().Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    private static async Task<IResult> ListAsync(CatalogueGateway catalogue, CancellationToken cancellation, int limit = 100, string? cursor = null)
    {
        if (limit is < 1 or > 500)
            return Problems.BadRequest($"limit: {limit} is not allowed; allowed: a whole number from 1 to 500");
        if (cursor is not null && !PathName.IsValid(cursor))
            return Problems.BadRequest($"cursor: not the 'next' of a page of the catalogue; allowed: {PathName.Allowed}");
        var page = await catalogue.ListAsync(new ListEntries(limit, cursor), cancellation);
        return TypedResults.Ok(new CatalogueListView([.. page.Entries.Select(ViewOf)], page.HasMore ? page.Entries[^1].Name : null));
    }

    private static async Task<IResult> ShowAsync(string name, HttpContext http, CatalogueGateway catalogue, CancellationToken cancellation) =>
        PathName.IsValid(name) ? Answer(await catalogue.AskAsync(new GetEntry(name), cancellation), name, http) : NoSuchEntry(name);

    private static async Task<IResult> PutAsync(
        string name, HttpContext http, Caller caller, CatalogueGateway catalogue, IProviderCatalog providers, OutboundAddressPolicy outbound, TimeProvider time, CancellationToken cancellation)
    {
        if (!PathName.IsValid(name))
            return Problems.BadRequest($"name: not a name for a target; allowed: {PathName.Allowed}");
        if (await RequestText.ReadAsync(http.Request, MostBytes, cancellation) is not { } text)
            return Problems.TooLarge("the entry", MostBytes);
        var reading = CatalogueReader.Read(text, providers);
        if (reading is not { Target: { } target, Source: { } source })
            return Problems.InvalidFields(reading.Errors);
        if (await outbound.RefusedAsync([target], _ => "target", cancellation) is { Count: > 0 } refused)
            return Problems.InvalidFields(refused);

        var (revision, problem) = EntityTags.ReadIfMatch(http.Request, $"{Path}/{name}");
        return problem ?? Answer(
            await catalogue.AskAsync(
                new SaveEntry(name, source, target.Id, MustBeNew: http.Request.Headers.IfNoneMatch == "*", revision, caller.Who, time.GetUtcNow()), cancellation),
            name, http);
    }

    private static async Task<IResult> RemoveAsync(string name, HttpContext http, Caller caller, CatalogueGateway catalogue, TimeProvider time, CancellationToken cancellation)
    {
        if (!PathName.IsValid(name))
            return NoSuchEntry(name);
        var (revision, problem) = EntityTags.ReadIfMatch(http.Request, $"{Path}/{name}");
        return problem ?? Answer(await catalogue.AskAsync(new RemoveEntry(name, revision, caller.Who, time.GetUtcNow()), cancellation), name, http);
    }

    private static IResult Answer(IProtocolMessage answer, string name, HttpContext http)
    {
        switch (answer)
        {
            case EntryShown shown:
                http.Response.Tag(shown.Entry.Revision);
                return shown.IsNew ? TypedResults.Created($"{Path}/{name}", ViewOf(shown.Entry)) : TypedResults.Ok(ViewOf(shown.Entry));
            case EntryRemoved:
                return TypedResults.NoContent();
            case EntryRefused { Why: EntryRefusal.Stale } stale:
                return Problems.PreconditionFailed($"{Path}/{name} was not changed: {stale.Reason}.");
            case EntryRefused { Why: EntryRefusal.Full } full:
                return Problems.NotAllowedNow($"{Path}/{name} was not made: {full.Reason}.");
            default:
                return NoSuchEntry(name);
        }
    }

    private static IResult NoSuchEntry(string name) => Problems.NoSuchTarget(
        PathName.IsValid(name) ? $"{name} is not in the catalogue; GET {Path} lists what is" : $"not a name for a target; allowed: {PathName.Allowed}");

    private static CatalogueEntryView ViewOf(CatalogueEntry entry) => new(
        entry.Name, JsonSerializer.Deserialize(entry.Target, ApiJson.Default.JsonElement), entry.Identity.Value, entry.ChangedAt, entry.ChangedBy);
}
