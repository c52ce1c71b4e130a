using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Providers.Errors;

/// <summary>Puts everything that can go wrong into the error taxonomy.</summary>
internal static class Failures
{
    // HTTP_1_1_REQUIRED of RFC 9113, 7; the runtime's word for an answer in HTTP/1.1 as well.
    private const long Http11Required = 0xd;

    /// <summary>The class of an HTTP error, which may be refined by what the body says.</summary>
    public static Failure OfStatus(int status, ErrorBody body)
    {
        var kind = status switch
        {
            >= 400 and < 500 when body.Says("content_filter", "content_policy") => ErrorKind.ContentFiltered,
            401 or 403 => ErrorKind.Auth,
            // Google's answer to a wrong key.
            400 when body.Says("api_key_invalid") => ErrorKind.Auth,
            404 => ErrorKind.NotFound,
            429 => ErrorKind.RateLimited,
            503 or 529 => ErrorKind.Overloaded,
            >= 400 and < 500 => ErrorKind.BadRequest,
            // An error inside an answer has no status of its own, but a telling type.
            >= 500 when body.Says("overloaded") => ErrorKind.Overloaded,
            >= 500 when body.Says("rate_limit") => ErrorKind.RateLimited,
            >= 500 when body.Says("content_filter", "content_policy") => ErrorKind.ContentFiltered,
            >= 500 => ErrorKind.ServerError,
            _ => ErrorKind.MalformedResponse,
        };
        return new Failure(kind, body.Code, body.Message.Length > 0 ? body.Message : string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"))
        {
            Type = body.Type,
            RetryAfter = body.RetryAfter,
        };
    }

    /// <summary>A redirect, which is not followed: it would measure something else than what was asked for.</summary>
    public static Failure OfRedirect(int status, Uri? location) => new(ErrorKind.MalformedResponse, null, string.Create(
        CultureInfo.InvariantCulture, $"HTTP {status} redirects to {Show(location)}, which is not followed: give the final address as base_url"));

    /// <summary>The class of an exception of the HTTP stack, when nobody cancelled.</summary>
    /// <param name="thrown">What was thrown.</param>
    /// <param name="hasHeaders">True when response headers had been read.</param>
    public static Failure OfException(Exception thrown, bool hasHeaders)
    {
        for (var e = thrown; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case ConnectionException connection:
                    return new Failure(connection.Kind, null, connection.Message);
                case SocketException socket:
                    return new Failure(ErrorKind.ConnectionReset, socket.SocketErrorCode.ToString(), socket.Message);
                case MalformedAnswerException:
                    return new Failure(ErrorKind.MalformedResponse, null, e.Message);
                case JsonException json:
                    return new Failure(ErrorKind.MalformedResponse, null, $"not valid JSON: {json.Message}");
                case HttpProtocolException { ErrorCode: Http11Required }:
                    return new Failure(ErrorKind.MalformedResponse, null, "not HTTP/2: the server speaks HTTP/1.1; ask it with http: 1.1");
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } when hasHeaders:
                    return new Failure(ErrorKind.TruncatedStream, null, "the connection was closed in the middle of the answer");
                case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                    return new Failure(ErrorKind.ConnectionReset, null, "the connection was closed before an answer came");
                case HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                    return new Failure(ErrorKind.MalformedResponse, null, $"not valid HTTP: {e.Message}");
                default:
                    continue;
            }
        }

        return thrown is IOException or HttpRequestException
            ? new Failure(ErrorKind.ConnectionReset, null, thrown.Message)
            : new Failure(ErrorKind.Internal, thrown.GetType().Name, thrown.Message);
    }

    private static string Show(Uri? location) => location switch
    {
        null => "nowhere",
        { IsAbsoluteUri: true } => location.GetLeftPart(UriPartial.Path),
        _ => location.OriginalString.Split('?')[0],
    };
}
