import type { Monitor, Slo, TargetOverview } from '../../api/types';
import { targetLabel } from '../../format/targets';
import type { Tone } from '../../ui/basics';

export type TargetState = 'failing' | 'degraded' | 'healthy' | 'idle';

export const stateTones: Record<TargetState, Tone> = { failing: 'bad', degraded: 'warning', healthy: 'good', idle: 'neutral' };

export const stateTexts: Record<TargetState, string> = {
  failing: 'Fewer than half of the requests succeed, or an anomaly that is critical lasts.',
  degraded: 'An anomaly lasts, an error budget burns too fast, or fewer requests succeed than the objective asks for.',
  healthy: 'The objectives are met and no anomaly lasts.',
  idle: 'Nothing was measured in this time.',
};

/** The share of requests that should succeed where no monitor says so. */
export const objective = 0.99;

/** The objectives of monitors that the target's requests count for. */
export function slosOf(target: string, monitors: readonly Monitor[]): Slo[] {
  return monitors
    .filter((monitor) => monitor.targets.includes(target))
    .flatMap((monitor) => monitor.slos.filter((slo) => slo.of_target === undefined || slo.of_target === target || slo.of_target === targetLabel(target)));
}

export function stateOf(target: TargetOverview, slos: readonly Slo[] = []): TargetState {
  if (target.requests === 0 || target.success_rate === undefined) return 'idle';
  if (target.success_rate < 0.5 || target.anomalies.some((anomaly) => anomaly.severity === 'CRITICAL')) return 'failing';
  const isMet = target.success_rate >= successAsked(slos) && !slos.some((slo) => slo.burning);
  return !isMet || target.anomalies.some((anomaly) => anomaly.severity !== 'LOW') ? 'degraded' : 'healthy';
}

function successAsked(slos: readonly Slo[]): number {
  const asked = slos.filter((slo) => slo.objective.startsWith('success_rate')).map((slo) => slo.target);
  return asked.length > 0 ? Math.max(...asked) : objective;
}

/** What is left of the failures that the assumed objective allows, 1 for all; below 0 when more failed. */
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
