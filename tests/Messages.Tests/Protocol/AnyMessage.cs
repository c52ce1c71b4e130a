using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Protocol;

/// <summary>Makes any message with a random value in every field, and writes every field of a message out.</summary>
internal sealed class AnyMessage(int seed)
{
    private static readonly string[] Objectives = ["ttft < 500ms", "tpot <= 40ms", "latency < 2s"];
    private static readonly string[] Thresholds = ["latency.p95 < 2s", "success_rate >= 0.99", "cost_per_1k_requests < 2"];

    private static readonly Type[] Loads = [.. typeof(Load).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Load)))];

    /// <summary>Messages add up a few times.</summary>
    private const long LongestTicks = long.MaxValue / 8;

    private readonly Random _random = new(seed);

    public object Of(Type type) => Value(type, "") ?? throw new InvalidOperationException($"{type} came out as null");

    /// <summary>Every public property, deep: two messages are the same when this text is.</summary>
    public static string Describe(object? value)
    {
        var text = new StringBuilder();
        Describe(value, text, 0);
        return text.ToString();
    }

    private object? Value(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return _random.Next(3) == 0 ? null : Value(inner, name);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(_random.Next(Enum.GetValues(type).Length));
        if (type == typeof(Load))
            return Value(Loads[_random.Next(Loads.Length)], name);
        if (type == typeof(PoissonLoad))
            return new PoissonLoad(_random.NextDouble() * 100, new TimeSpan(_random.NextInt64(10_000_000)), _random.Next(), _random.NextInt64(), _random.Next(3), 3,
                new TimeSpan(_random.NextInt64(10_000_000)));
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(ImmutableArray<>) || open == typeof(IReadOnlyList<>)))
        {
            return ListOf(type.GetGenericArguments()[0], name);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>))
            return DictionaryOf(type, name);

        return type switch
        {
            _ when type == typeof(string) => $"text {_random.Next()} ä€😀",
            _ when type == typeof(bool) => _random.Next(2) == 0,
            _ when type == typeof(byte) => (byte)_random.Next(256),
            _ when type == typeof(int) => _random.Next(),
            _ when type == typeof(long) => _random.NextInt64(1_000_000_000_000),
            _ when type == typeof(double) => _random.NextDouble() * 1000,
            _ when type == typeof(decimal) => _random.Next() / 1000m,
            _ when type == typeof(TimeSpan) => new TimeSpan(_random.NextInt64(LongestTicks)),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(_random.NextInt64(DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero),
            _ when type == typeof(Uri) => new Uri($"http://127.0.0.1:{_random.Next(1, 65536)}/v1"),
            _ when type == typeof(Condition) => name == nameof(Plan.Thresholds)
                ? Condition.ParseThreshold(Thresholds[_random.Next(3)], out _)
                : Condition.ParseObjective(Objectives[_random.Next(3)], out _),
            _ when type == typeof(Distribution) => Distribution.Of(Enumerable.Range(0, _random.Next(1, 50)).Select(_ => _random.NextInt64(3_600_000_000))),
            _ => RecordOf(type),
        };
    }

    private object RecordOf(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        var parameters = constructor.GetParameters();
        var made = constructor.Invoke([.. parameters.Select(parameter => Value(parameter.ParameterType, parameter.Name!))]);
        foreach (var property in type.GetProperties().Where(property => property.CanWrite && parameters.All(parameter => parameter.Name != property.Name)))
            property.SetValue(made, IsOptional(property) && _random.Next(3) == 0 ? null : Value(property.PropertyType, property.Name));
        return made;
    }

    private static bool IsOptional(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).ReadState is NullabilityState.Nullable;

    private object ListOf(Type item, string name)
    {
        var array = Array.CreateInstance(item, _random.Next(1, 4));
        for (var i = 0; i < array.Length; i++)
            array.SetValue(Value(item, name), i);
        return typeof(ImmutableArray).GetMethods()
            .Single(method => method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(item).Invoke(null, [array])!;
    }

    private object DictionaryOf(Type type, string name)
    {
        var made = (IDictionary)type.GetField("Empty")!.GetValue(null)!;
        var arguments = type.GetGenericArguments();
        var add = type.GetMethod("SetItem")!;
        object current = made;
        for (var i = _random.Next(1, 4); i > 0; i--)
            current = add.Invoke(current, [Value(arguments[0], name), Value(arguments[1], name)])!;
        return current;
    }

    private static void Describe(object? value, StringBuilder text, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string or bool or Enum or Uri:
                text.Append(CultureInfo.InvariantCulture, $"'{value}'");
                break;
            case IFormattable number when value.GetType().IsPrimitive || value is decimal or TimeSpan or DateTimeOffset:
                text.Append(number.ToString(value is DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture));
                break;
            case Distribution distribution:
                Describe(distribution.Buckets.ToArray(), text, depth);
                Describe(new[] { distribution.Min, distribution.Max, distribution.Sum }, text, depth);
                Describe(distribution.SumOfSquares, text, depth);
                break;
            case Condition condition:
                text.Append(condition.Expression);
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Describe(item, text, depth + 1);
                    text.Append(", ");
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append(" {\n");
                foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0))
                {
                    text.Append(' ', 2 * depth + 2).Append(property.Name).Append(": ");
                    Describe(property.GetValue(value), text, depth + 1);
                    text.Append('\n');
                }

                text.Append('}');
                break;
        }
    }
}
