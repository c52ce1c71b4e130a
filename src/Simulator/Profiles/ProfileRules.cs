namespace AkkaApiBench.Simulator.Profiles;

/// <summary>What must hold of profiles that are to be served, wherever they come from.</summary>
internal static class ProfileRules
{
    public const string AllowedName = "1 to 40 lower-case letters, digits and '-', beginning with a letter; not 'v1' or 'simulator', which are taken";

    public const int HoursOfDay = 24;

    public static bool IsName(string name) =>
        name.Length is > 0 and <= 40 && char.IsAsciiLetterLower(name[0]) && name is not ("v1" or "simulator")
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-');

    /// <summary>The sum of the rates of faults, rounded so that 0.1 ten times is 1.</summary>
    public static double RateOf(IEnumerable<Fault> faults) => Math.Round(faults.Sum(fault => fault.Rate), 9);

    /// <exception cref="ArgumentException">The profiles cannot be served.</exception>
    public static void Check(IReadOnlyList<Profile> profiles)
    {
        if (profiles.Count == 0)
            throw new ArgumentException("A simulator needs at least one profile.");
        foreach (var profile in profiles)
        {
            if (!IsName(profile.Name))
                throw new ArgumentException($"A profile cannot be called '{profile.Name}'; allowed: {AllowedName}.");
            if (profiles.Count(other => other.Name == profile.Name) > 1)
                throw new ArgumentException($"There is more than one profile '{profile.Name}'; allowed: each name once.");
            if (profile.Models.Count == 0)
                throw new ArgumentException($"The profile '{profile.Name}' has no model; allowed: at least one.");
            if (profile.Latency.Daily.Count is not (0 or HoursOfDay))
                throw new ArgumentException($"The profile '{profile.Name}' has factors for {profile.Latency.Daily.Count} hours; allowed: 24 or none.");
            if (RateOf(profile.Faults) > 1 || profile.Incidents.Any(incident => RateOf(incident.Faults) > 1))
                throw new ArgumentException($"The rates of the faults of the profile '{profile.Name}' add up to more than 1.");
        }
    }
}
