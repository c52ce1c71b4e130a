using System.Text;

namespace AkkaApiBench.Node.Tests.Gateway.Hostile;

/// <summary>Texts that people and attackers send.</summary>
internal static class HostileText
{
    private static readonly string[] Ascii =
    [
        "", " ", "null", "true", "-1", "0", "1", "2147483648", "99999999999999999999999", "1e308", "-1e400", "NaN", "Infinity", "0x10", "1,5", "1m", "-5s", "10000d", "1h30",
        "a,b,,c", "../../etc/passwd", "%00", "%ZZ", "..", ".", "<script>alert(1)</script>", "'; drop table runs; --", "{{7*7}}", "${jndi:ldap://x}", "[]", "{}", "[[[[[[", "{\"a\":1}",
        "2026-11-24T17:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01", "2026-02-30", "akka.tcp://apibench@127.0.0.1:1", "http://127.0.0.1:1", "http://[::1", "file:///etc/passwd",
        "* * * * *", "0 0 31 2 *", "Europe/Berlin", "openai/gpt-4o-mini", "latency.p50", "latency.p95<2s", "journals", "testers", "json", "csv", "day", "LOW", "HIGH,CRITICAL", "env:HOME", "file:/etc/passwd",
        "W/\"1\"", "\"1\"", "*", "application/json;q=x", "br;q=0, *", new('a', 65), new('a', 201), new('9', 400), new('x', 5_000),
    ];

    private static readonly string[] Wide = ["\u0000", "\u202Eevil", "ä€😀", "\uD800", "\r\nX-Injected: 1", "\u2028", "ﬁ", "\u0130", "a\u0000b"];

    /// <summary>One that fits a header.</summary>
    public static string InHeader(Random random) => Ascii[random.Next(Ascii.Length)];

    /// <summary>Any.</summary>
    public static string Any(Random random) => random.Next(8) == 0 ? Wide[random.Next(Wide.Length)] : Ascii[random.Next(Ascii.Length)];

    /// <summary>A text with some of its characters lost, doubled, replaced or moved.</summary>
    public static string Broken(string text, Random random)
    {
        var broken = new StringBuilder(text);
        for (var i = random.Next(1, 6); i > 0 && broken.Length > 1; i--)
        {
            var at = random.Next(broken.Length);
            switch (random.Next(5))
            {
                case 0:
                    broken.Remove(at, Math.Min(random.Next(1, 20), broken.Length - at));
                    break;
                case 1:
                    broken.Insert(at, Any(random));
                    break;
                case 2:
                    broken[at] = (char)random.Next(1, 128);
                    break;
                case 3:
                    broken.Length = at;
                    break;
                default:
                    broken.Insert(at, broken.ToString(at, Math.Min(30, broken.Length - at)));
                    break;
            }
        }

        return broken.ToString();
    }
}
