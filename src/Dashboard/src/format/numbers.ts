/** What stands where there is no value. */
export const none = '–';

const formats = new Map<string, Intl.NumberFormat>();

function format(value: number, options: Intl.NumberFormatOptions): string {
  const key = JSON.stringify(options);
  let one = formats.get(key);
  if (!one) formats.set(key, (one = new Intl.NumberFormat('en', options)));
  return one.format(value);
}

/** At most three significant digits, whole where it has more: 0.0263, 1.24, 812, 20,400. */
export function number(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  return Math.abs(value) >= 100 ? format(value, { maximumFractionDigits: 0 }) : format(value, { maximumSignificantDigits: 3 });
}

export function count(value: number | null | undefined): string {
  if (value === null || value === undefined) return none;
  return Math.abs(value) >= 1e6 ? format(value, { notation: 'compact', maximumSignificantDigits: 3 }) : format(value, { maximumFractionDigits: 0 });
}

/** How likely something is by chance alone; nobody needs more of a small one. */
export function pValue(value: number | null | undefined): string {
  return value !== null && value !== undefined && value < 0.001 ? '< 0.001' : number(value);
}

/** A difference in per cent, with its sign. */
export function difference(percent: number | null | undefined): string {
  return percent === null || percent === undefined ? none : `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${number(Math.abs(percent))} %`;
}

/** Milliseconds, in the unit that fits: 420 µs, 183 ms, 1.24 s, 3.2 min. */
export function milliseconds(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const size = Math.abs(value);
  if (size === 0) return '0 ms';
  if (size < 1) return `${number(value * 1000)} µs`;
  if (size < 1000) return `${number(value)} ms`;
  return size < 120_000 ? `${number(value / 1000)} s` : `${number(value / 60_000)} min`;
}

/** Seconds of a duration: 12 s, 3 min 20 s, 2 h 5 min. */
export function seconds(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  if (value < 60) return `${number(value)} s`;
  const whole = Math.round(value);
  if (whole < 3600) return `${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ''}`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)} h${Math.floor((whole % 3600) / 60) ? ` ${Math.floor((whole % 3600) / 60)} min` : ''}`;
  return `${Math.floor(whole / 86_400)} d${Math.floor((whole % 86_400) / 3600) ? ` ${Math.floor((whole % 86_400) / 3600)} h` : ''}`;
}

/** A share of 1 as per cent; never rounded up to 99 or 100 %, on which objectives turn. */
export function share(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  const percent = value * 100;
  const digits = percent > 98 && percent < 100 ? 2 : 1;
  const rounded = Math.floor(percent * 10 ** digits) / 10 ** digits;
  return `${format(percent < 98 ? percent : rounded, { maximumFractionDigits: digits })} %`;
}

export function usd(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none;
  if (value === 0) return '$0';
  const isWholeCents = Number.isInteger(Math.round(value * 1e6) / 1e4);
  return Math.abs(value) >= 1 || isWholeCents
    ? format(value, { style: 'currency', currency: 'USD' })
    : format(value, { style: 'currency', currency: 'USD', maximumSignificantDigits: 3, minimumFractionDigits: 0 });
}

/** A value of a unit of the API, with the unit. */
export function inUnit(value: number | null | undefined, unit: string): string {
  switch (unit) {
    case 'ms':
      return milliseconds(value);
    case 'share':
      return share(value);
    case 'usd':
      return usd(value);
    case 'per_second':
      return value === null || value === undefined ? none : `${number(value)}/s`;
    default:
      return count(value);
  }
}
