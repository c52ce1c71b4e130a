using System.Globalization;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Forecasts;

/// <summary>Shows what a gateway forecasts.</summary>
internal static class TargetForecast
{
    /// <summary>The steps as lines <c>at,mean,lo80,hi80,lo95,hi95</c> to one writer, what is said of objectives to the other.</summary>
    public static void Write(TextWriter lines, TextWriter words, ForecastView forecast)
    {
        lines.WriteLine("at,mean,lo80,hi80,lo95,hi95");
        foreach (var step in forecast.Steps)
            lines.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.At.UtcDateTime:s}Z,{step.Mean},{step.Lo80},{step.Hi80},{step.Lo95},{step.Hi95}"));
        foreach (var breach in forecast.Breaches ?? [])
            words.WriteLine(Sentence(breach));
    }

    private static string Sentence(BreachView breach)
    {
        var any = Percent(breach.AnyAtLeast) == Percent(breach.AnyAtMost) ? Percent(breach.AnyAtLeast) : $"{Percent(breach.AnyAtLeast)} to {Percent(breach.AnyAtMost)}";
        var likely = breach.LikelyFrom is { } from ? $"likely from {Time(from)} on" : "at no time likely";
        return $"{breach.Slo}: broken at some time with {any}; most likely at {Time(breach.MostLikelyAt)} ({Percent(breach.Probability)}); {likely}";
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    private static string Time(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}
