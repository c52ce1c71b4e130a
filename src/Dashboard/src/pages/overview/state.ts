import type { TargetOverview } from '../../api/types';
import type { Tone } from '../../ui/basics';

export type TargetState = 'failing' | 'degraded' | 'healthy' | 'idle';

export const stateTones: Record<TargetState, Tone> = { failing: 'bad', degraded: 'warning', healthy: 'good', idle: 'neutral' };

export const stateTexts: Record<TargetState, string> = {
  failing: 'Fewer than half of the requests succeed, or an anomaly that is critical lasts.',
  degraded: 'An anomaly lasts, or fewer requests succeed than the objective asks for.',
  healthy: 'The objective is met and no anomaly lasts.',
  idle: 'Nothing was measured in this time.',
};

/** The share of requests that should succeed. */
export const objective = 0.99;

export function stateOf(target: TargetOverview): TargetState {
  if (target.requests === 0 || target.success_rate === undefined) return 'idle';
  if (target.success_rate < 0.5 || target.anomalies.some((anomaly) => anomaly.severity === 'critical')) return 'failing';
  return target.success_rate < objective || target.anomalies.some((anomaly) => anomaly.severity !== 'low') ? 'degraded' : 'healthy';
}

/** What is left of the failures that the objective allows, 1 for all; below 0 when more failed. */
export function errorBudgetLeft(target: TargetOverview): number | undefined {
  return target.requests === 0 ? undefined : 1 - target.failed / (target.requests * (1 - objective));
}

const orders: Record<string, (target: TargetOverview) => number | undefined> = {
  ttft: (target) => target.ttft_p50_ms,
  latency: (target) => target.latency_p50_ms,
  speed: (target) => (target.output_tokens_per_second === undefined ? undefined : -target.output_tokens_per_second),
  success: (target) => (target.success_rate === undefined ? undefined : -target.success_rate),
  cost: (target) => target.cost_per_1k_requests_usd,
};

/** The best first; what has no figure last, by name. */
export function sorted(targets: readonly TargetOverview[], order: string): TargetOverview[] {
  const value = orders[order];
  return [...targets].sort((left, right) => {
    const by = value ? (value(left) ?? Infinity) - (value(right) ?? Infinity) : 0;
    return Number.isNaN(by) || by === 0 ? left.target.localeCompare(right.target) : by;
  });
}
