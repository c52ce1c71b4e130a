using System.Numerics;

namespace AkkaApiBench.Analytics.Forecasting.Numerics;

/// <summary>Weighted least squares with a ridge, solved through the Cholesky factor of the normal equations.</summary>
/// <param name="columns">How many coefficients.</param>
internal sealed class NormalEquations(int columns)
{
    private readonly double[][] _gram = [.. Enumerable.Range(0, columns).Select(row => new double[row + 1])];
    private readonly double[] _moment = new double[columns];

    /// <summary>Adds an observation.</summary>
    public void Add(ReadOnlySpan<double> row, double value, double weight = 1)
    {
        for (var i = 0; i < columns; i++)
        {
            var factor = weight * row[i];
            if (factor == 0)
                continue;
            _moment[i] += factor * value;
            AddScaled(_gram[i], row[..(i + 1)], factor);
        }
    }

    /// <summary>Least squares with <paramref name="ridge"/>[i]·coefficient² added; a column without any variation gets 0.</summary>
    public double[] Solve(ReadOnlySpan<double> ridge)
    {
        var factor = new double[columns][];
        for (var i = 0; i < columns; i++)
        {
            var row = factor[i] = [.. _gram[i]];
            var largest = row[i];
            row[i] += ridge[i];
            for (var j = 0; j <= i; j++)
            {
                var sum = row[j] - Dot(row.AsSpan(0, j), factor[j].AsSpan(0, j));
                if (j < i)
                    row[j] = factor[j][j] > 0 ? sum / factor[j][j] : 0;
                else
                    row[j] = sum > 1e-10 * (largest + ridge[i]) ? Math.Sqrt(sum) : 0;
            }
        }

        var solution = new double[columns];
        for (var i = 0; i < columns; i++)
            solution[i] = factor[i][i] > 0 ? (_moment[i] - Dot(factor[i].AsSpan(0, i), solution.AsSpan(0, i))) / factor[i][i] : 0;
        for (var i = columns - 1; i >= 0; i--)
        {
            var sum = solution[i];
            for (var j = i + 1; j < columns; j++)
                sum -= factor[j][i] * solution[j];
            solution[i] = factor[i][i] > 0 ? sum / factor[i][i] : 0;
        }

        return solution;
    }

    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sums = Vector<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
            sums += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddScaled(Span<double> to, ReadOnlySpan<double> from, double factor)
    {
        var i = 0;
        var factors = new Vector<double>(factor);
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(to[i..]) + new Vector<double>(from[i..]) * factors).CopyTo(to[i..]);
        for (; i < to.Length; i++)
            to[i] += from[i] * factor;
    }
}
