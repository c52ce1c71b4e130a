using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Worker.Load.Schedules;

/// <summary>
/// The arrivals of a ramp: the n-th is due when the area under the rate reaches n, which within a stage is the root of a
/// quadratic equation.
/// </summary>
internal sealed class RampArrivals : IArrivals
{
    /// <summary>
    /// In requests: one that falls due where a stage ends is the first of the next, whatever the rounding. Between them may be a time
    /// without any.
    /// </summary>
    private const double Rounding = 1e-9;

    private readonly List<Line> _lines = [];
    private readonly double _phase;

    public RampArrivals(RampLoad load)
    {
        (Count, _phase) = (load.Due, load.Phase);
        var (time, area, rate) = (0.0, 0.0, load.StartRate);
        foreach (var stage in load.Stages)
        {
            var line = new Line(time, area, rate, stage.Rate, stage.Duration.TotalSeconds);
            if (line.Area > 0)
                _lines.Add(line);
            (time, area, rate) = (time + line.Seconds, area + line.Area, stage.Rate);
        }

        PeakRate = _lines.Max(line => Math.Max(line.StartRate, line.EndRate));
    }

    public long Count { get; }

    public double PeakRate { get; }

    public TimeSpan this[long index]
    {
        get
        {
            var area = index + _phase;
            var line = _lines[0];
            foreach (var next in _lines)
            {
                if (next.AreaBefore > area + Rounding)
                    break;
                line = next;
            }

            return TimeSpan.FromSeconds(line.TimeOf(area));
        }
    }

    /// <summary>A stage in which requests fall due.</summary>
    private readonly record struct Line(double Begin, double AreaBefore, double StartRate, double EndRate, double Seconds)
    {
        public double Area => (StartRate + EndRate) / 2 * Seconds;

        /// <summary>Solves start·t + slope·t²/2 = area, in the form that does not subtract what is nearly the same.</summary>
        public double TimeOf(double area)
        {
            var rest = area - AreaBefore;
            var slope = (EndRate - StartRate) / Seconds;
            var root = Math.Sqrt(Math.Max(0, (StartRate * StartRate) + (2 * slope * rest)));
            var time = rest <= 0 ? 0 : 2 * rest / (StartRate + root);
            return Begin + Math.Min(time, Seconds);
        }
    }
}
