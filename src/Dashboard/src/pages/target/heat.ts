import type { Series } from '../../api/types';

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export interface Cell {
  /** 0 for Monday. */
  weekday: number;
  hour: number;
  median: number;
  /** Of how many hours. */
  count: number;
}

/** The median of the values of each hour of each weekday, in the viewer's zone. */
export function heatOf(series: Series): Cell[] {
  const values = new Map<number, number[]>();
  const first = Date.parse(series.from);
  series.series[0]?.values.forEach((value, at) => {
    if (value === null) return;
    const moment = new Date(first + at * series.resolution_s * 1000);
    const place = ((moment.getDay() + 6) % 7) * 24 + moment.getHours();
    const there = values.get(place);
    if (there) there.push(value);
    else values.set(place, [value]);
  });
  return [...values].map(([place, all]) => ({ weekday: Math.floor(place / 24), hour: place % 24, median: medianOf(all), count: all.length }));
}

function medianOf(values: number[]): number {
  const ordered = [...values].sort((left, right) => left - right);
  const middle = ordered.length >> 1;
  return ordered.length % 2 ? ordered[middle]! : (ordered[middle - 1]! + ordered[middle]!) / 2;
}
