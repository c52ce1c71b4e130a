import type { Anomaly } from './history';
import type { RunStatus } from './runs';

export interface Distribution {
  count: number;
  min: number;
  mean: number;
  stddev: number;
  p50: number;
  p75: number;
  p90: number;
  p95: number;
  p99: number;
  p99_9: number;
  max: number;
  /** Lower end in µs and count. */
  buckets?: [number, number][];
}

export interface TestResult {
  type: string;
  requests: { planned: number; succeeded: number; failed: number; lost: number; not_sent: number };
  duration_s: number;
  requests_per_second?: number;
  output_tokens_per_second?: number;
  success_rate?: number;
  success_rate_ci95?: [number, number];
  goodput?: number;
  errors: Record<string, number>;
  tokens?: { input: number; cached: number; output: number; reasoning: number; source: string };
  cost?: {
    total_usd: number;
    tokens_per_dollar?: number;
    output_tokens_per_dollar?: number;
    cost_per_1k_requests_usd?: number;
    cost_per_second_usd?: number;
    price_source: string;
  };
  client_health?: {
    client_limited: boolean;
    reasons?: string[];
    pacing_error_ms?: Distribution;
    send_delay_ms?: Distribution;
    thread_pool_delay_ms?: Distribution;
    cpu_utilization?: number;
    gc_pause_ms?: number;
  };
  steps?: Step[];
  knee?: { step: number };
  [metric: string]: unknown;
}

/** One load of a test whose load goes up. */
export interface Step {
  step: number;
  offered_rate?: number;
  concurrency?: number;
  achieved_rate: number;
  sustained: boolean;
  stop?: string;
  latency_ms?: Distribution;
  success_rate?: number;
}

export interface TargetResult {
  target: string;
  id: string;
  provider: string;
  model: string;
  base_url: string;
  tests: Record<string, TestResult>;
  anomalies?: Anomaly[];
  notes?: string[];
}

export interface RankedTarget {
  target: string;
  rank: number;
  metric: string;
  value?: number;
  ci95?: [number | null, number | null];
  draw_with_previous: boolean;
}

export interface PairComparison {
  metric: string;
  test: string;
  a: string;
  b: string;
  value_a?: number;
  value_b?: number;
  effect?: number;
  ci95?: [number | null, number | null];
  effect_percent?: number;
  effect_percent_ci95?: [number | null, number | null];
  p_value?: number;
  verdict: string;
}

export interface RunResult {
  run_id: string;
  name: string;
  started_at: string;
  duration_s: number;
  mode: string;
  suite?: string;
  status: RunStatus;
  reason?: string;
  targets: TargetResult[];
  ranking_details?: Record<string, RankedTarget[]>;
  standings?: { place: number; target: string; rank_sum: number; ranks: Record<string, number> }[];
  winner?: string[];
  comparisons?: PairComparison[];
  thresholds?: ThresholdResult[];
  notes?: string[];
}

export interface ThresholdResult {
  expression: string;
  observed?: number;
  passed: boolean;
  target?: string;
  test?: string;
  note?: string;
}
