import { describe, expect, it } from 'vitest';
import type { Monitor, Series, Slo, TargetOverview } from '../src/api/types';
import { matchersOf, readMatcher, writeMatcher } from '../src/pages/alerts/matchers';
import { sparklinePath } from '../src/charts/Sparkline';
import { paretoFront } from '../src/pages/compare/pareto';
import { documentOf, draftOf, emptyDraft as emptyMonitor } from '../src/pages/monitors/document';
import { worstSlo } from '../src/pages/monitors/firing';
import { errorBudgetLeft, slosOf, sorted, stateOf } from '../src/pages/overview/state';
import { ecdf } from '../src/pages/result/ecdf';
import { progressOf } from '../src/pages/runs/LiveTests';
import { curlOf, emptyDraft, planOf, yamlOf } from '../src/pages/runs/plan';
import { heatOf } from '../src/pages/target/heat';
import { brushed, rangeOf } from '../src/pages/target/range';

const target = (of: Partial<TargetOverview>): TargetOverview => ({
  target: 'a/m', last_at: '2026-01-01T00:00:00Z', requests: 1000, failed: 0, errors: {}, success_rate: 1, cost_usd: 0, sparkline: [], anomalies: [], ...of,
});
const anomaly = { metric: 'latency.p50', kind: 'latency_spike' as const, confidence: 1, start: '', peak: '', expected: 1, observed: 2 };

describe('a target', () => {
  it('is idle, healthy, degraded or failing', () => {
    expect(stateOf(target({ requests: 0, success_rate: undefined }))).toBe('idle');
    expect(stateOf(target({}))).toBe('healthy');
    expect(stateOf(target({ success_rate: 0.98 }))).toBe('degraded');
    expect(stateOf(target({ anomalies: [{ ...anomaly, severity: 'MEDIUM' }] }))).toBe('degraded');
    expect(stateOf(target({ anomalies: [{ ...anomaly, severity: 'CRITICAL' }] }))).toBe('failing');
    expect(stateOf(target({ success_rate: 0.4 }))).toBe('failing');
  });

  it('is held to the objectives of its monitors', () => {
    const slo = (of: Partial<Slo>): Slo => ({ name: 'n', objective: 'success_rate >= 90%', target: 0.9, period_days: 28, good: 95, total: 100, budget_left: 0.5, burn_rates: [], ...of });
    expect(stateOf(target({ success_rate: 0.95 }), [slo({})])).toBe('healthy');
    expect(stateOf(target({ success_rate: 0.95 }), [slo({ objective: 'success_rate >= 97%', target: 0.97 })])).toBe('degraded');
    expect(stateOf(target({}), [slo({ burning: 'ticket' })])).toBe('degraded');
    expect(worstSlo([slo({}), slo({ name: 'worse', budget_left: -1 }), slo({ budget_left: -2, total: 0 })])?.name).toBe('worse');

    const monitor = { targets: ['a/m@h/v1', 'b/m'], slos: [slo({}), slo({ of_target: 'a/m' }), slo({ of_target: 'b/m' })] } as unknown as Monitor;
    expect(slosOf('a/m@h/v1', [monitor]).map((one) => one.of_target)).toEqual([undefined, 'a/m']);
    expect(slosOf('c/m', [monitor])).toEqual([]);
  });

  it('has the failures left that its objective allows', () => {
    expect(errorBudgetLeft(target({ failed: 5 }))).toBeCloseTo(0.5);
    expect(errorBudgetLeft(target({ failed: 20 }))).toBeCloseTo(-1);
    expect(errorBudgetLeft(target({ requests: 0 }))).toBeUndefined();
  });

  it('without a figure comes last', () => {
    const [a, b, c] = [target({ target: 'a/m' }), target({ target: 'b/m', latency_p50_ms: 2 }), target({ target: 'c/m', latency_p50_ms: 1 })];
    expect(sorted([a, b, c], 'latency').map((one) => one.target)).toEqual(['c/m', 'b/m', 'a/m']);
  });
});

it('the front has what no other beats in both', () => {
  const places = [{ name: 'cheap', cost: 1, value: 9 }, { name: 'fast', cost: 5, value: 1 }, { name: 'neither', cost: 6, value: 2 }, { name: 'same as fast', cost: 5, value: 1 }];
  expect(paretoFront(places, 'lower').map((one) => one.name)).toEqual(['cheap', 'fast', 'same as fast']);
  expect(paretoFront(places, 'higher').map((one) => one.name)).toEqual(['cheap']);
});

it('a sparkline has gaps where nothing was measured', () => {
  expect(sparklinePath([1, null, 2, 3], 30, 10).match(/M/g)).toHaveLength(2);
  expect(sparklinePath([null, null], 30, 10)).toBe('');
});

it('a distribution function rises to one', () => {
  expect(ecdf({ buckets: [[1000, 1], [3000, 3]] } as never)).toEqual([[1, 0.25], [3, 1]]);
});

it('progress is by requests, else by time', () => {
  const test = { target: '', test: '', phase: 'running' as const, elapsed_s: 5, succeeded: 2, failed: 1, errors: {}, workers: [] };
  expect(progressOf({ ...test, planned: 12 })).toBe(0.25);
  expect(progressOf({ ...test, duration_s: 20 })).toBe(0.25);
  expect(progressOf({ ...test, phase: 'ended' })).toBe(1);
});

describe('a plan', () => {
  it('leaves out what is empty and keeps what is no number for the API to judge', () => {
    const plan = planOf({ ...emptyDraft, maxTokens: 'many', budgetUsd: '', budgetRequests: '' });
    expect(plan).toMatchObject({ name: 'my run', workload: { max_tokens: 'many' }, tests: [{ type: 'latency', iterations: 10 }] });
    expect(plan).not.toHaveProperty('budget');
    expect(plan).not.toHaveProperty('slo');
  });

  it('is quoted where YAML and the shell would read something else', () => {
    const plan = planOf({ ...emptyDraft, name: "it's: yes", targets: [{ provider: 'openai', model: 'on', baseUrl: 'http://h/v1', apiKey: 'env:KEY' }] });
    expect(yamlOf(plan)).toContain('name: "it\'s: yes"');
    expect(yamlOf(plan)).toContain('- { provider: openai, model: "on", base_url: "http://h/v1", api_key: "env:KEY" }');
    expect(curlOf(plan, 'http://g')).toContain("it'\\''s: yes");
  });
});

describe('a range', () => {
  const now = Date.parse('2026-01-02T00:00:30Z');

  it('moves with the clock, a minute at a time', () => {
    expect(rangeOf('1h', now)).toEqual({ from: '2026-01-01T23:00:00Z', to: undefined });
    expect(rangeOf('nonsense', now)).toEqual(rangeOf('24h', now));
  });

  it('that was brushed stays, and is never shorter than histories can show', () => {
    expect(rangeOf(brushed(1000, 1001), now)).toEqual({ from: '1970-01-01T00:15:40Z', to: '1970-01-01T00:17:41Z' });
  });
});

it('a heat map has the median of each hour of the week', () => {
  const monday = new Date(2026, 0, 5, 7);
  const series = { from: monday.toISOString(), resolution_s: 3600, series: [{ values: [1, null, 5] }] } as unknown as Series;
  expect(heatOf(series)).toEqual([{ weekday: 0, hour: 7, median: 1, count: 1 }, { weekday: 0, hour: 9, median: 5, count: 1 }]);
});

describe('a monitor', () => {
  it('is written with what the form has, and text stays text', () => {
    expect(documentOf({ ...emptyMonitor, name: 'a: b', cron: '0 3 * * *', zone: 'Europe/Berlin', jitter: '', dailyUsd: '0.5', monthlyUsd: '', slos: 'success_rate >= 99%\n{ name: x, objective: "ttft < 1s for 90%" }', plan: 'targets: [openai/m]\ntests: [latency]\n' })).toBe(`name: "a: b"
schedule: { cron: "0 3 * * *", time_zone: "Europe/Berlin" }
spend: { daily_usd: 0.5 }
slos:
  - "success_rate >= 99%"
  - { name: x, objective: "ttft < 1s for 90%" }
plan:
  targets: [openai/m]
  tests: [latency]
`);
  });

  it('that is edited begins as it is', () => {
    const draft = draftOf({ name: 'n', enabled: false, schedule: { cron: '* * * * *' }, missed: 'run_once', slos: ['a', { objective: 'b', period: '7d' }], plan: { targets: ['openai/m'], tests: ['latency'] } });
    expect(draft).toMatchObject({ enabled: false, zone: '', missed: 'run_once', dailyUsd: '', slos: 'a\n{"objective":"b","period":"7d"}', plan: 'targets:\n  - openai/m\ntests:\n  - latency\n' });
    expect(documentOf(draft)).toContain('enabled: false');
  });
});

it('a silence is written as on the command line', () => {
  for (const text of ['target=openai/m', 'target=~openai/.*', 'kind!=budget', 'kind!~a|b=c']) expect(writeMatcher(readMatcher(text))).toBe(text);
  expect(readMatcher(' target =~ "a b" ')).toEqual({ name: 'target', value: 'a b', is_regex: true, is_equal: true });
  expect(readMatcher('nonsense')).toEqual({ name: 'nonsense', value: '', is_regex: false, is_equal: true });
  expect(matchersOf({ alertname: 'slow', run: '1', severity: 'HIGH', target: 'a/m' })).toBe('alertname=slow\ntarget=a/m');
});
