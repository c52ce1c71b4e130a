import type { Distribution } from '../../api/types';

/** Points of the empirical distribution function: milliseconds and the share of values up to there; by quantiles where there are no buckets. */
export function ecdf(of: Distribution): [number, number][] {
  if (!of.buckets?.length) {
    return [[of.min, 0], [of.p50, 0.5], [of.p75, 0.75], [of.p90, 0.9], [of.p95, 0.95], [of.p99, 0.99], [of.p99_9, 0.999], [of.max, 1]];
  }
  // A bucket is its lower end in µs and its count.
  const buckets = of.buckets as [number, number][];
  const total = buckets.reduce((sum, [, number]) => sum + number, 0);
  let seen = 0;
  return buckets.map(([microseconds, number]) => [microseconds / 1000, (seen += number) / total]);
}
