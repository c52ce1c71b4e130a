using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace AkkaApiBench.EndToEnd.Tests;

/// <summary>The dashboard in a real browser, with a real node and what it measured of simulated providers.</summary>
public sealed partial class DashboardTests(Site site, ITestOutputHelper output) : IClassFixture<Site>
{
    private const long MostScript = 400 * 1024;

    [InBrowserFact]
    public Task Every_page_shows_what_was_measured_at_every_width_without_an_error_or_a_barrier() => Browser.RunAsync("pages", site);

    [InBrowserFact]
    public Task A_wrong_plan_is_explained_beside_its_field_and_a_right_one_is_followed_live_to_its_result() => Browser.RunAsync("run", site);

    [InBrowserFact]
    public Task A_monitor_is_made_fired_changed_and_forgotten_and_its_objective_is_that_of_the_overview() => Browser.RunAsync("monitors", site);

    [InBrowserFact]
    public Task An_alert_is_taken_care_of_and_silenced_and_its_channel_tried() => Browser.RunAsync("alerts", site);

    [InBrowserFact]
    public async Task A_report_opens_from_disk_and_asks_nobody_for_anything() => await Browser.RunAsync("report", site, report: await site.WriteReportAsync());

    [InBrowserFact]
    public async Task A_page_that_is_not_signed_in_asks_for_a_key_and_keeps_none()
    {
        var data = Directory.CreateTempSubdirectory("apibench-e2e-");
        await using (var node = await Server.StartAsync(
            "node", "--http-port", "0", "--data-dir", data.FullName, "--admin-key", "env:END_TO_END_ADMIN", "--log-level", "error"))
        {
            await Browser.RunAsync("signin", new Uri(node.Told.GetProperty("http").GetString()!), onLine: null, ("ADMIN_KEY", Server.AdminKey));
        }

        data.Delete(recursive: true);
    }

    [InBrowserFact]
    public Task A_link_shows_the_same_and_the_colours_stay_as_chosen() => Browser.RunAsync("links", site);

    [InBrowserFact]
    public Task A_hundred_thousand_points_are_drawn_and_zoomed() => Browser.RunAsync("points", site, NoteAsync);

    [InBrowserFact]
    public Task An_hour_of_live_updates_takes_no_more_memory_than_its_first_minutes() => Browser.RunAsync("hour", site, NoteAsync);

    [InBrowserFact]
    public Task A_page_says_that_the_gateway_is_away_and_goes_on_when_it_is_back() => Browser.RunAsync("restart", site, line => line switch
    {
        "stop" => site.StopNodeAsync(),
        "start" => site.StartNodeAgainAsync(),
        _ => Task.CompletedTask,
    });

    [InBrowserFact]
    public Task The_page_has_the_types_that_the_api_says_it_sends() => Browser.RunAsync("types", site);

    [InBrowserFact]
    public async Task What_is_loaded_first_is_small_and_comes_from_here()
    {
        using var client = new HttpClient { BaseAddress = site.Gateway };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        using var page = new HttpClient { BaseAddress = site.Gateway };
        var response = await page.GetAsync("/");
        var html = await response.Content.ReadAsStringAsync();

        response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldNotContain("unsafe");
        var scripts = Script().Matches(html).Select(match => match.Groups[1].Value).ToList();
        scripts.ShouldNotBeEmpty();
        scripts.ShouldAllBe(script => script.StartsWith('/'));
        var sizes = await Task.WhenAll(scripts.Select(async script => (await client.GetByteArrayAsync(script)).LongLength));
        sizes.Sum().ShouldBeLessThanOrEqualTo(MostScript);
    }

    private Task NoteAsync(string figure)
    {
        output.WriteLine(figure);
        return Task.CompletedTask;
    }

    [GeneratedRegex("<(?:script|link rel=\"modulepreload\")[^>]*(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Script();
}
