// What the REST API at /api/v1 sends: snake case, absent where null. Times are ISO 8601 in UTC.

export type RunStatus =
  | 'accepted' | 'running' | 'completed' | 'failed' | 'cancelled' | 'budget_exhausted' | 'pausing' | 'paused';

export interface TestProgress {
  target: string;
  test: string;
  step?: number;
  steps?: number;
  phase: string;
  reason?: string;
  planned?: number;
  duration_s?: number;
  elapsed_s: number;
  succeeded: number;
  failed: number;
  errors: Record<string, number>;
  mean_latency_ms?: number;
  workers: string[];
}

export interface Run {
  run_id: string;
  name: string;
  status: RunStatus;
  reason?: string;
  accepted_at: string;
  started_at?: string;
  ended_at?: string;
  tests?: TestProgress[];
}

export interface RunList {
  runs: Run[];
  next?: string;
}

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
  client_health?: { client_limited: boolean; cpu_utilization?: number; gc_pause_ms?: number };
  [metric: string]: unknown;
}

export interface TargetResult {
  target: string;
  id: string;
  provider: string;
  model: string;
  base_url: string;
  tests: Record<string, TestResult>;
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

export type Severity = 'low' | 'medium' | 'high' | 'critical';

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

export interface Forecast {
  target: string;
  metric: string;
  unit: Unit;
  horizon: 'hour' | 'day' | 'week';
  resolution_s: number;
  values: number;
  last_value_at: string;
  methods: { method: string; weight: number; relative_error: number }[];
  steps: { at: string; mean: number; lo80: number; hi80: number; lo95: number; hi95: number }[];
  breaches?: Breach[];
}

export interface Breach {
  slo: string;
  any_at_least: number;
  any_at_most: number;
  most_likely_at: string;
  probability: number;
  likely_from?: string;
}

export interface Place {
  place: string;
  difference: number;
  is_shown: boolean;
  count: number;
}

export interface Trend {
  target: string;
  metric: string;
  unit: Unit;
  values: number;
  from: string;
  to: string;
  direction: string;
  slope_per_day: number;
  slope_per_day_ci95: [number | null, number | null];
  p_value: number;
  changes: { at: string; before: number; after: number }[];
  hours: { best: string[]; worst: string[]; all: Place[] };
  weekdays: { best: string[]; worst: string[]; all: Place[] };
}

export interface Recommendation {
  kind: string;
  target: string;
  advice: string;
  saving_usd: number;
  /** 0 to 1. */
  saving_share: number;
  spent_usd: number;
  evidence: string[];
  instead?: string;
  from: string;
  to: string;
  runs: string[];
}

export interface Recommendations {
  recommendations: Recommendation[];
  notes: string[];
}

export interface ClusterMember {
  address: string;
  status: string;
  reachable: boolean;
  roles: string[];
  tags: string[];
}

export interface Cluster {
  self: string;
  leader?: string;
  all_reachable: boolean;
  members: ClusterMember[];
}

export interface ShardRegion {
  type: string;
  nodes: { address: string; shards: { shard: string; entities: number }[]; silent?: string[] }[];
}

export interface Health {
  status: string;
  checks: Record<string, { status: string; description?: string; data?: Record<string, unknown> }>;
}

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: PlanError[];
}

export interface PlanError {
  /** Where, such as `tests[1].load.rate`. */
  path: string;
  value: string;
  allowed: string;
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
