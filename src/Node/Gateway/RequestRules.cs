using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;

namespace AkkaApiBench.Node.Gateway;

/// <summary>What every request is held to, whatever its route.</summary>
internal static class RequestRules
{
    /// <summary>Refuses parameters of the query that the route does not know, numbers that are none, and paths that there are not.</summary>
    public static IApplicationBuilder UseRequestRules(this IApplicationBuilder app) => app
        .UseStatusCodePages(context => context.HttpContext.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed
            ? Problems.NoSuchRoute(context.HttpContext.Response.StatusCode, context.HttpContext.Request.Method, context.HttpContext.Request.Path).ExecuteAsync(context.HttpContext)
            : Task.CompletedTask)
        .Use((context, next) => WhyNot(context) is { } reason ? Problems.BadRequest(reason).ExecuteAsync(context) : next(context));

    private static string? WhyNot(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint route || route.RoutePattern.RawText?.StartsWith("/api/", StringComparison.Ordinal) != true)
            return null;

        var known = route.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => IsOfQuery(parameter) && route.RoutePattern.GetParameter(parameter.Name) is null)
            .ToDictionary(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in context.Request.Query)
        {
            if (!known.TryGetValue(name, out var parameter))
                return $"{Shown(name)}: not known; allowed: {(known.Count == 0 ? "no parameters" : string.Join(", ", known.Keys))}";
            var type = Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;
            if (values.Count > 1 && type != typeof(string[]))
                return $"{parameter.Name}: given {values.Count} times; allowed: once";
            if ((type == typeof(int) && !int.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
                || (type == typeof(long) && !long.TryParse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)))
            {
                return $"{parameter.Name}: '{Shown(values[0] ?? "")}' is not allowed; allowed: a whole number";
            }

            if (type == typeof(double) && !(double.TryParse(values[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)))
                return $"{parameter.Name}: '{Shown(values[0] ?? "")}' is not allowed; allowed: a number";
            if (type == typeof(bool) && !bool.TryParse(values[0], out _))
                return $"{parameter.Name}: '{Shown(values[0] ?? "")}' is not allowed; allowed: true or false";
        }

        return null;
    }

    private static bool IsOfQuery(IParameterBindingMetadata parameter) =>
        (parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string) || parameter.ParameterInfo.ParameterType == typeof(string[]))
        && !parameter.ParameterInfo.GetCustomAttributes(inherit: false).Any(attribute => attribute is IFromHeaderMetadata or IFromServiceMetadata or IFromBodyMetadata);

    private static string Shown(string text) => text.Length <= 100 ? text : $"{text[..100]}…";
}
