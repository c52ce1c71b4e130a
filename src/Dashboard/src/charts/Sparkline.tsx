interface Properties {
  values: readonly (number | null)[];
  label: string;
}

const width = 240;
const height = 44;

/** The course of a figure in the space of a word; gaps stay gaps. */
export function Sparkline({ values, label }: Properties) {
  return (
    <svg className="sparkline" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path d={sparklinePath(values, width, height)} />
    </svg>
  );
}

export function sparklinePath(values: readonly (number | null)[], across: number, up: number): string {
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) return '';
  const [low, high] = known.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
  const x = (at: number): string => ((at / Math.max(1, values.length - 1)) * across).toFixed(1);
  const y = (value: number): string => (high === low ? up / 2 : up - 3 - ((value - low) / (high - low)) * (up - 6)).toFixed(1);
  return values
    .map((value, at) => {
      if (value === null) return '';
      const isFirst = at === 0 || values[at - 1] === null;
      const isAlone = isFirst && (values[at + 1] ?? null) === null;
      return `${isFirst ? 'M' : 'L'}${x(at)} ${y(value)}${isAlone ? 'h3' : ''}`;
    })
    .join('');
}
