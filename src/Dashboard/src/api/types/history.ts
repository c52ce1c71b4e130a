import type { PairComparison } from './results';

/** One target of the overview; figures are of the time that was asked for, absent where nothing was measured. */
export interface TargetOverview {
  target: string;
  last_at: string;
  requests: number;
  failed: number;
  errors: Record<string, number>;
  ttft_p50_ms?: number;
  latency_p50_ms?: number;
  latency_p95_ms?: number;
  output_tokens_per_second?: number;
  success_rate?: number;
  cost_per_1k_requests_usd?: number;
  cost_usd: number;
  /** Median latency in ms at even distances; null where nothing was measured. */
  sparkline: (number | null)[];
  /** What lasts now. */
  anomalies: Anomaly[];
}

export interface Overview {
  from: string;
  to: string;
  resolution_s: number;
  targets: TargetOverview[];
}

export interface TargetWithHistory {
  target: string;
  first_at: string;
  last_at: string;
}

export type Unit = 'ms' | 'per_second' | 'share' | 'usd' | 'count';

export interface SeriesValues {
  metric: string;
  unit: Unit;
  /** Value n begins n times the resolution after `from`; null where nothing was measured. */
  values: (number | null)[];
}

export interface Series {
  target: string;
  from: string;
  to: string;
  resolution_s: number;
  series: SeriesValues[];
}

export type Severity = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

export interface Anomaly {
  metric: string;
  kind: string;
  severity: Severity;
  /** 0 to 1. */
  confidence: number;
  start: string;
  peak: string;
  /** Absent while it lasts. */
  end?: string;
  expected: number;
  observed: number;
}

export interface Quantiles {
  count: number;
  /** Rising from 0 to 100. */
  percents: number[];
  values_ms: number[];
}

export interface ComparedTarget {
  target: string;
  requests: number;
  success_rate?: number;
  output_tokens_per_second?: number;
  cost_per_1k_requests_usd?: number;
  times: Record<string, Quantiles>;
}

export interface TargetComparison {
  from: string;
  to: string;
  targets: ComparedTarget[];
  comparisons: PairComparison[];
}
