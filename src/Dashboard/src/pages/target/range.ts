/** A stretch of time: the last hour and so on, which moves with the clock, or one that was brushed. */
export interface Range {
  /** ISO 8601. */
  from: string;
  to: string | undefined;
}

export const spans: Record<string, { text: string; seconds: number }> = {
  '1h': { text: 'Last hour', seconds: 3600 },
  '6h': { text: 'Last 6 hours', seconds: 6 * 3600 },
  '24h': { text: 'Last 24 hours', seconds: 86_400 },
  '7d': { text: 'Last 7 days', seconds: 7 * 86_400 },
  '30d': { text: 'Last 30 days', seconds: 30 * 86_400 },
  '90d': { text: 'Last 90 days', seconds: 90 * 86_400 },
  '1y': { text: 'Last year', seconds: 365 * 86_400 },
};

/** Reads a range as it stands in the address: `24h`, or `from..to` in seconds since 1970. `now` is rounded so that it changes once a minute. */
export function rangeOf(text: string, now: number): Range {
  const brushed = /^(\d+)\.\.(\d+)$/.exec(text);
  if (brushed && Number(brushed[1]) < Number(brushed[2])) return { from: iso(Number(brushed[1])), to: iso(Number(brushed[2])) };
  const span = spans[text] ?? spans['24h']!;
  return { from: iso(Math.floor(now / 60_000) * 60 - span.seconds), to: undefined };
}

/** What stands in the address for a brushed time; at least two minutes, as histories are of minutes. */
export function brushed(from: number, to: number): string {
  const middle = (from + to) / 2;
  const half = Math.max((to - from) / 2, 60);
  return `${Math.floor(middle - half)}..${Math.ceil(middle + half)}`;
}

function iso(second: number): string {
  return new Date(second * 1000).toISOString().replace('.000Z', 'Z');
}
