namespace AkkaApiBench.Accuracy;

/// <summary>What is streamed.</summary>
/// <param name="Streams">Streams at a time.</param>
/// <param name="TokensPerSecond">Of each stream.</param>
/// <param name="Tokens">Of each answer.</param>
/// <param name="Seconds">For how long streams are started.</param>
internal sealed record StreamLoad(int Streams, double TokensPerSecond, int Tokens, int Seconds)
{
    public const string Model = "steady";

    /// <summary>Mean time to the first token, in seconds.</summary>
    public const double Ttft = 0.1;

    /// <summary>How many streams must begin in a second for <see cref="Streams"/> to be open (Little's law).</summary>
    public double RequestsPerSecond => Streams / (Ttft + (Tokens - 1) / TokensPerSecond);
}
