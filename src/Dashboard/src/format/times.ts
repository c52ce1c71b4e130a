const stamp: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' };
const local = new Intl.DateTimeFormat(undefined, stamp);
const universal = new Intl.DateTimeFormat(undefined, { ...stamp, timeZone: 'UTC' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

export type Moment = string | number | Date;

/** In the viewer's zone. */
export function time(at: Moment): string {
  return local.format(new Date(at));
}

export function utc(at: Moment): string {
  return `${universal.format(new Date(at))} UTC`;
}

const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [86_400 * 60, 'day', 86_400],
  [Infinity, 'month', 86_400 * 30],
];

/** How long ago, or how soon: 3 min. ago. */
export function ago(at: Moment, now: number = Date.now()): string {
  const passed = (new Date(at).getTime() - now) / 1000;
  const [, unit, size] = steps.find(([limit]) => Math.abs(passed) < limit)!;
  return relative.format(Math.round(passed / size), unit);
}
