using System.Globalization;

namespace AkkaApiBench.Cli.Display;

/// <summary>Numbers for people: three significant digits.</summary>
internal static class Numbers
{
    public const string None = "-";

    /// <summary>Three significant digits, never an exponent.</summary>
    public static string Short(double value)
    {
        var size = Math.Abs(value);
        if (!double.IsFinite(value))
            return None;
        if (size < 1e-9)
            return "0";
        if (size < 100)
            size = Math.Round(size, DecimalsOf(size));
        if (size >= 100)
            return value.ToString("#,0", CultureInfo.InvariantCulture);
        var decimals = DecimalsOf(size);
        return value.ToString(size >= 1 ? $"F{decimals}" : $"0.{new string('#', decimals)}", CultureInfo.InvariantCulture);
    }

    private static int DecimalsOf(double size) => 2 - (int)Math.Floor(Math.Log10(size));

    /// <summary>A share from 0 to 1 in percent, with no more digits than it takes to tell it from 100.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Whole(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Seconds as minutes and seconds.</summary>
    public static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : time.ToString(@"mm\:ss", CultureInfo.InvariantCulture);
}
