import type { Quantiles } from '../../api/types';

/** The value at a percent that is among the percents. */
export function at(of: Quantiles | undefined, percent: number): number | undefined {
  return of?.values_ms[of.percents.indexOf(percent)];
}

/** Whiskers at 5 and 95 per cent, the box at 25, 50 and 75. */
export function boxOf(of: Quantiles): number[] {
  return [5, 25, 50, 75, 95].map((percent) => at(of, percent)!);
}
