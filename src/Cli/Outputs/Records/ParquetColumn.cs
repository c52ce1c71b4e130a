using System.Text.Json;
using AkkaApiBench.Messages.Results;
using Parquet;
using Parquet.Schema;

namespace AkkaApiBench.Cli.Outputs.Records;

/// <summary>The values of one field in the rows that are not written yet.</summary>
internal abstract class ParquetColumn(DataField field)
{
    public DataField Field { get; } = field;

    /// <summary>How many values there are; more than rows in a list.</summary>
    public abstract int Items { get; }

    public abstract void Add(JsonElement? value);

    public abstract Task WriteAsync(ParquetRowGroupWriter rows);

    public abstract void Clear();

    /// <summary>Makes the column of a field.</summary>
    public static ParquetColumn Of(RequestField field) => field.Kind switch
    {
        RequestFieldKind.Text => new Texts(field.Name),
        RequestFieldKind.Whole => new Values<long>(new DataField<long?>(field.Name), value => value.GetInt64()),
        RequestFieldKind.Number => new Values<double>(new DataField<double?>(field.Name), value => value.GetDouble()),
        RequestFieldKind.Flag => new Values<bool>(new DataField<bool?>(field.Name), value => value.GetBoolean()),
        RequestFieldKind.Instant => new Values<DateTime>(
            new DateTimeDataField(field.Name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true),
            value => value.GetDateTimeOffset().UtcDateTime),
        RequestFieldKind.Wholes => new Lists(field.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Kind, null),
    };

    private sealed class Texts(string name) : ParquetColumn(new DataField<string>(name))
    {
        private readonly List<string?> _values = [];

        public override int Items => _values.Count;

        public override void Add(JsonElement? value) => _values.Add(value?.GetString());

        public override Task WriteAsync(ParquetRowGroupWriter rows) => rows.WriteAsync(Field, (IReadOnlyCollection<string>)_values);

        public override void Clear() => _values.Clear();
    }

    private sealed class Values<T>(DataField field, Func<JsonElement, T> read) : ParquetColumn(field)
        where T : struct
    {
        private readonly List<T?> _values = [];

        public override int Items => _values.Count;

        public override void Add(JsonElement? value) => _values.Add(value is { } present ? read(present) : null);

        public override Task WriteAsync(ParquetRowGroupWriter rows) => rows.WriteAsync<T>(Field, new ReadOnlyMemory<T?>([.. _values]));

        public override void Clear() => _values.Clear();
    }

    /// <summary>
    /// A repeated field: by the format's levels each value says whether it begins a row (repetition 0) and whether it is there
    /// (definition 1); a row without values is a level without a value.
    /// </summary>
    private sealed class Lists(string name) : ParquetColumn(new DataField(name, typeof(long), isNullable: false, isArray: true))
    {
        private readonly List<long> _values = [];
        private readonly List<int> _definitions = [];
        private readonly List<int> _repetitions = [];

        public override int Items => _repetitions.Count;

        public override void Add(JsonElement? value)
        {
            var before = _values.Count;
            if (value is { } list)
            {
                foreach (var item in list.EnumerateArray())
                {
                    _repetitions.Add(_values.Count == before ? 0 : 1);
                    _definitions.Add(1);
                    _values.Add(item.GetInt64());
                }
            }

            if (_values.Count > before)
                return;
            _repetitions.Add(0);
            _definitions.Add(0);
        }

        public override Task WriteAsync(ParquetRowGroupWriter rows) => rows.WriteAllPartsAsync<long>(
            Field, _values.ToArray(), new ReadOnlyMemory<int>([.. _definitions]), new ReadOnlyMemory<int>([.. _repetitions]), CancellationToken.None);

        public override void Clear()
        {
            _values.Clear();
            _definitions.Clear();
            _repetitions.Clear();
        }
    }
}
