// Written by scripts/types.mjs from /openapi/v1.json; do not edit.

export interface Acknowledgement {
  by: string;
  note?: string;
  at: string;
}

export interface AcknowledgementDocument {
  by?: string;
  note?: string;
}

export interface ActorTreeView {
  address: string;
  actors: ActorView[];
  left_out: number;
}

export interface ActorView {
  path: string;
  type: string;
  children: number;
}

export interface AlertListView {
  alerts: AlertView[];
  next?: string;
}

export interface AlertMoment {
  at: string;
  what: string;
  detail?: string;
}

export type AlertSource = 'anomaly' | 'threshold' | 'burn_rate' | 'monitor_failure' | 'budget' | 'worker_loss';

export type AlertState = 'pending' | 'firing' | 'acknowledged' | 'silenced' | 'resolved';

export interface AlertView {
  alert_id: string;
  state: AlertState;
  rule: string;
  source: AlertSource;
  severity: Severity;
  confidence: number;
  summary: string;
  labels: Record<string, string>;
  starts_at: string;
  fired_at?: string;
  resolved_at?: string;
  acknowledged?: Acknowledgement;
  escalation_level?: number;
  silenced_by?: string[];
  group: string;
  fingerprint: string;
  history?: AlertMoment[];
  messages?: MessageView[];
}

export interface Anomaly {
  metric: string;
  kind: AnomalyKind;
  severity: Severity;
  confidence: number;
  start: string;
  peak: string;
  end?: string;
  expected: number;
  observed: number;
}

export type AnomalyKind = 'latency_spike' | 'throughput_drop' | 'success_rate_decrease' | 'cost_anomaly' | 'pattern_change' | 'seasonal_deviation' | 'trend_break' | 'persistent_degradation' | 'oscillation';

export interface AnomalyListView {
  target: string;
  anomalies: Anomaly[];
}

export type BindingLimit = 'none' | 'requests' | 'tokens' | 'unknown';

export interface BreachView {
  slo: string;
  any_at_least: number;
  any_at_most: number;
  most_likely_at: string;
  probability: number;
  likely_from?: string;
  probabilities: number[];
}

export interface BreakerFigures {
  opened: number;
  open_s: number;
}

export type BurnUrgency = 'ticket' | 'page' | null;

export interface BurnView {
  window: string;
  rate?: number;
}

export type CaseVerdict = 'pass' | 'deviates' | 'not_applicable';

export interface ChangeListView {
  changes: ChangeView[];
  next?: number;
}

export interface ChangeView {
  number: number;
  at: string;
  who: string;
  tenant: string;
  action: string;
  subject: string;
  from: string;
}

export interface ChannelTestView {
  channel: string;
  delivered: boolean;
  would_retry: boolean;
  detail: string;
  duration_ms: number;
}

export interface ClientHealth {
  client_limited: boolean;
  reasons?: string[];
  pacing_error_ms?: DistributionSummary;
  send_delay_ms?: DistributionSummary;
  thread_pool_delay_ms?: DistributionSummary;
  cpu_utilization?: number;
  gc_pause_ms?: number;
  held_s?: number;
}

export interface ClusterView {
  self: string;
  leader?: string;
  all_reachable: boolean;
  members: MemberView[];
}

export interface ComparedResult {
  source: string;
  run_id: string;
  name: string;
  started_at: string;
  comparisons?: PairComparison[];
  notes?: string[];
}

export interface ComparedTargetView {
  target: string;
  requests: number;
  success_rate?: number;
  output_tokens_per_second?: number;
  cost_per_1k_requests_usd?: number;
  times: Record<string, DistributionView>;
}

export interface ComparisonReport {
  schema?: string;
  baseline: ComparedResult;
  candidates: ComparedResult[];
  min_effect_percent: number;
  regressions: Regression[];
}

export type ContextEdge = 'not_reached' | 'refused' | 'truncated';

export interface ContextWindowFindings {
  largest_accepted_tokens?: number;
  smallest_refused_tokens?: number;
  edge: ContextEdge;
  refusal?: ErrorAnswer;
  latency?: LatencyLine;
  ttft?: LatencyLine;
}

export interface CostFigures {
  total_usd: number;
  tokens_per_dollar?: number;
  output_tokens_per_dollar?: number;
  cost_per_1k_requests_usd?: number;
  cost_per_second_usd?: number;
  price_source?: string;
}

export interface CountedKind {
  kind: string;
  counted: number;
  reported: number;
  relative_error: number;
}

export type CountingVerdict = 'agrees' | 'close' | 'deviates' | 'not_comparable' | 'no_usage';

export interface CycleView {
  best: string[];
  worst: string[];
  all: PlaceView[];
}

export type DeliveryState = 'pending' | 'delivered' | 'failed' | 'silenced';

export interface DistributionSummary {
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
  buckets?: HistogramBucket[];
}

export interface DistributionView {
  count: number;
  percents: number[];
  values_ms: number[];
}

export interface ErrorAnswer {
  status: number;
  code?: string;
  type?: string;
  message?: string;
}

export interface ErrorCase {
  case: string;
  expected: string;
  got?: ErrorAnswer;
  time_to_error_ms?: number;
  connection_kept?: boolean;
  verdict: CaseVerdict;
}

export interface ErrorHandlingFindings {
  protocol: string;
  passed: number;
  deviating: number;
  cases: ErrorCase[];
  cancelled_stream?: StreamCancellation;
}

export interface FiringListView {
  monitor_id: string;
  firings: FiringView[];
}

export type FiringStatus = 'running' | 'passed' | 'failed' | 'cancelled' | 'budget_exhausted' | 'skipped' | 'missed';

export interface FiringView {
  due: string;
  at: string;
  status: FiringStatus;
  reason?: string;
  run_id?: string;
  by?: string;
  count: number;
  ended_at?: string;
  requests?: RequestCounts;
  cost_usd?: number;
  latency_p50_ms?: number;
  latency_p95_ms?: number;
  ttft_p50_ms?: number;
  ttft_p95_ms?: number;
}

export interface ForecastStepView {
  at: string;
  mean: number;
  lo80: number;
  hi80: number;
  lo95: number;
  hi95: number;
}

export interface ForecastView {
  target: string;
  metric: string;
  unit: string;
  horizon: string;
  resolution_s: number;
  values: number;
  first_value_at: string;
  last_value_at: string;
  seasons_s: number[];
  methods: MethodView[];
  steps: ForecastStepView[];
  breaches?: BreachView[];
}

export interface HeldBackFigures {
  requests: number;
  total_s: number;
}

export type HistogramBucket = number[];

export type JsonElement = unknown;

export interface KeyListView {
  keys: KeyView[];
}

export interface KeyUse {
  tries?: number;
  rests?: number;
}

export interface KeyView {
  id: string;
  name: string;
  tenant: string;
  role: Role;
  created_at: string;
  created_by: string;
  expires_at?: string;
  successor?: string;
}

export interface KneeResult {
  method: string;
  step: number;
  rate?: number;
  concurrency?: number;
  achieved_rate: number;
  latency_ms: number;
}

export interface LabelMatcher {
  name: string;
  value: string;
  is_regex: boolean;
  is_equal: boolean;
}

export interface LatencyLine {
  ms_per1k_tokens: number;
  ci95?: number[];
  intercept_ms: number;
  r_squared?: number;
  points: number;
}

export interface LevelChangeView {
  at: string;
  before: number;
  after: number;
}

export type LimitShape = 'unknown' | 'continuous' | 'window';

export interface LogView {
  address: string;
  lines: string[];
}

export interface MemberView {
  address: string;
  status: string;
  reachable: boolean;
  roles: string[];
  tags: string[];
}

export interface MessageView {
  message_id: string;
  channel: string;
  kind: NotificationKind;
  state: DeliveryState;
  attempts: number;
  queued_at: string;
  tried_at?: string;
  next_at?: string;
  detail?: string;
}

export interface MethodView {
  method: string;
  weight: number;
  relative_error: number;
}

export interface MonitorDocument {
  name: string;
  enabled?: boolean;
  schedule: { cron: string; time_zone?: string; jitter?: string };
  missed?: 'skip' | 'run_once';
  spend?: { daily_usd?: number; monthly_usd?: number };
  slos?: (string | { name?: string; objective: string; period?: string; target?: string })[];
  plan: Plan;
}

export interface MonitorListView {
  monitors: MonitorView[];
  next?: string;
}

export interface MonitorView {
  monitor_id: string;
  name: string;
  enabled: boolean;
  targets: string[];
  schedule: ScheduleView;
  revision: number;
  created_at: string;
  created_by: string;
  changed_at: string;
  changed_by: string;
  next_at?: string;
  last?: FiringView;
  spend: SpendView;
  uptime: UptimeView[];
  slos: SloView[];
  definition?: JsonElement;
}

export interface NewKeyDocument {
  name: string;
  role: 'viewer' | 'operator' | 'admin';
  expires_in?: string;
}

export interface NewKeyView {
  key: KeyView;
  secret: string;
}

export interface NextFiringView {
  due: string;
  local: string;
  at?: string;
}

export interface NextFiringsView {
  schedule: ScheduleView;
  firings: NextFiringView[];
}

export type NotificationKind = 'firing' | 'resolved' | 'acknowledged';

export interface ObservedLimit {
  value: number;
  low: number;
  high: number;
}

export interface OrderResult {
  order: string;
  blocks: number;
  seed: number;
}

export interface OverviewView {
  from: string;
  to: string;
  resolution_s: number;
  targets: TargetOverviewView[];
}

export interface PairComparison {
  metric: string;
  test?: string;
  a: string;
  b: string;
  value_a?: number;
  value_b?: number;
  effect: number;
  ci95?: number[];
  effect_percent?: number;
  effect_percent_ci95?: number[];
  p_value?: number;
  verdict: Verdict;
}

export interface PauseResult {
  started_at: string;
  ended_at: string;
}

export interface PlaceView {
  place: string;
  difference: number;
  is_shown: boolean;
  count: number;
}

export interface Plan {
  name?: string;
  suite?: string;
  targets: (string | unknown)[];
  tests: ('latency' | 'throughput' | 'reliability' | 'cost_efficiency' | 'cost' | 'concurrency' | 'streaming' | 'rate_limit' | 'context_window' | 'token_counting' | 'error_handling' | unknown)[];
  workload?: unknown;
  workers?: number;
  tags?: string[];
  by_tag?: string[];
  order?: 'together' | 'interleaved';
  blocks?: number;
  seed?: number;
  warmup?: unknown;
  slo?: string[];
  thresholds?: string[];
  budget?: { requests?: number; tokens?: number; cost_usd?: number };
  retry?: { max_tries?: number; on?: string[]; base_delay?: unknown; max_delay?: unknown };
  breaker?: boolean | { failure_share?: number; window?: number; min_requests?: number; open_for?: unknown };
  priority?: number;
  timeout?: unknown;
  worker_timeout?: unknown;
  records?: { token_times?: boolean };
}

export interface PlanError {
  path: string;
  value: string;
  allowed: string;
}

export type ProbeEnd = 'concluded' | 'max_requests' | 'duration' | 'target_failed' | 'stopped';

export interface ProbeFindings {
  ended: ProbeEnd;
  notes: string[];
  rate_limit?: RateLimitFindings;
  context_window?: ContextWindowFindings;
  token_counting?: TokenCountingFindings;
  error_handling?: ErrorHandlingFindings;
}

export interface ProblemView {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  errors?: PlanError[];
}

export interface RankingEntry {
  target: string;
  rank: number;
  metric: string;
  value?: number;
  ci95?: (number | null)[];
  draw_with_previous: boolean;
  note?: string;
}

export interface RateLimitFindings {
  declared_requests?: number;
  declared_tokens?: number;
  short_prompts?: RateObservation;
  long_prompts?: RateObservation;
  requests_per_minute?: ObservedLimit;
  tokens_per_minute?: ObservedLimit;
  retry_after?: RetryAfterFinding;
}

export interface RateObservation {
  tokens_per_request: number;
  accepted: number;
  refused: number;
  highest_rate: number;
  most_accepted_in_a_minute: number;
  binding: BindingLimit;
  shape: LimitShape;
  requests_per_minute?: ObservedLimit;
}

export type RecommendationKind = 'cheaper_target' | 'prompt_caching' | 'batch' | 'better_hours' | 'shorter_output' | 'cost_growth' | 'retry_waste';

export interface RecommendationListView {
  recommendations: RecommendationView[];
  notes: string[];
}

export interface RecommendationView {
  kind: RecommendationKind;
  target: string;
  advice: string;
  saving_usd: number;
  saving_share: number;
  spent_usd: number;
  evidence: string[];
  instead?: string;
  from: string;
  to: string;
  runs: string[];
}

export interface RegionNodeView {
  address: string;
  shards: ShardView[];
  silent?: string[];
}

export interface Regression {
  source: string;
  target: string;
  test: string;
  metric?: string;
}

export interface RequestCounts {
  succeeded?: number;
  failed?: number;
  lost?: number;
  not_sent?: number;
  planned?: number;
}

export interface RetryAfterFinding {
  verdict: RetryAfterVerdict;
  promised_s?: number;
  refused_at_s?: number;
  accepted_at_s?: number;
}

export type RetryAfterVerdict = 'honest' | 'too_short' | 'too_long' | 'not_given' | 'not_tested';

export type Role = 'viewer' | 'operator' | 'admin';

export interface RotationDocument {
  overlap?: string;
}

export interface RunListView {
  runs: RunView[];
  next?: string;
}

export interface RunResult {
  schema?: string;
  run_id: string;
  name: string;
  started_at: string;
  duration_s: number;
  mode: string;
  suite?: string;
  order?: OrderResult;
  status: RunStatus;
  pauses?: PauseResult[];
  targets: TargetResult[];
  rankings: Record<string, string[]>;
  ranking_details?: Record<string, RankingEntry[]>;
  standings?: Standing[];
  winner?: string[];
  comparisons: PairComparison[];
  thresholds: ThresholdResult[];
  notes?: string[];
}

export type RunStatus = 'accepted' | 'running' | 'completed' | 'failed' | 'cancelled' | 'budget_exhausted' | 'pausing' | 'paused';

export interface RunView {
  run_id: string;
  name: string;
  status: RunStatus;
  reason?: string;
  monitor?: string;
  accepted_at: string;
  started_at?: string;
  ended_at?: string;
  tests?: TestView[];
}

export interface ScheduleView {
  cron: string;
  time_zone: string;
  jitter: string;
}

export interface SeriesValuesView {
  metric: string;
  unit: string;
  values: (number | null)[];
}

export interface SeriesView {
  target: string;
  from: string;
  to: string;
  resolution_s: number;
  series: SeriesValuesView[];
}

export interface SessionView {
  key_id: string;
  name: string;
  tenant: string;
  role: Role;
  expires_at?: string;
}

export type Severity = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

export interface ShardContentView {
  shard: string;
  address: string;
  count: number;
  entities: string[];
}

export interface ShardContentsView {
  type: string;
  shards: ShardContentView[];
}

export interface ShardRegionListView {
  regions: string[];
}

export interface ShardRegionView {
  type: string;
  nodes: RegionNodeView[];
}

export interface ShardView {
  shard: string;
  entities: number;
}

export interface SignInDocument {
  api_key?: string;
}

export interface SilenceDocument {
  matchers: { name: string; value: string; is_regex?: boolean; is_equal?: boolean }[];
  starts_at?: string;
  ends_at?: string;
  duration?: string;
  created_by?: string;
  comment?: string;
}

export interface SilenceListView {
  silences: SilenceView[];
}

export type SilenceState = 'pending' | 'active' | 'expired';

export interface SilenceView {
  silence_id: string;
  state: SilenceState;
  matchers: LabelMatcher[];
  starts_at: string;
  ends_at: string;
  created_by: string;
  comment: string;
  created_at: string;
}

export interface SloListView {
  monitor_id: string;
  slos: SloView[];
}

export interface SloView {
  name: string;
  objective: string;
  target: number;
  of_target?: string;
  period_days: number;
  good: number;
  total: number;
  budget_left: number;
  as_of?: string;
  burn_rates: BurnView[];
  burning?: BurnUrgency;
}

export interface SpendView {
  daily_usd?: number;
  monthly_usd?: number;
  today_usd: number;
  this_month_usd: number;
}

export interface Standing {
  place: number;
  target: string;
  rank_sum: number;
  ranks: Record<string, number>;
}

export interface SteadyStateFigures {
  from_s: number;
  to_s: number;
  trimmed_requests: number;
  method: string;
  requests_per_second: number;
  output_tokens_per_second: number;
  latency_mean_ms?: number;
  success_rate?: number;
}

export interface StepResult {
  step: number;
  offered_rate?: number;
  concurrency?: number;
  achieved_rate: number;
  sustained: boolean;
  meets_slo?: boolean;
  slo_attainment?: number;
  stop?: string;
  requests: RequestCounts;
  duration_s: number;
  latency_ms?: DistributionSummary;
  response_time_ms?: DistributionSummary;
  ttft_ms?: DistributionSummary;
  tpot_ms?: DistributionSummary;
  success_rate?: number;
  goodput?: number;
  output_tokens_per_second?: number;
  errors: Record<string, number>;
  client_limited: boolean;
}

export interface StreamCancellation {
  events_before: number;
  next_succeeded: boolean;
  next_ms?: number;
  baseline_ms?: number;
  verdict: CaseVerdict;
}

export interface TargetComparisonView {
  from: string;
  to: string;
  targets: ComparedTargetView[];
  comparisons: PairComparison[];
}

export interface TargetListView {
  targets: TargetWithHistoryView[];
}

export interface TargetOverviewView {
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
  sparkline: (number | null)[];
  anomalies: Anomaly[];
}

export interface TargetResult {
  target: string;
  id?: string;
  provider: string;
  model: string;
  base_url: string;
  tests: Record<string, TestResult>;
  anomalies?: Anomaly[];
  notes?: string[];
}

export interface TargetWithHistoryView {
  target: string;
  first_at: string;
  last_at: string;
}

export type TestPhase = 'waiting' | 'starting' | 'warming_up' | 'running' | 'ended' | 'paused';

export interface TestResult {
  type?: string;
  requests: RequestCounts;
  duration_s: number;
  http?: string[];
  latency_ms?: DistributionSummary;
  response_time_ms?: DistributionSummary;
  ttft_ms?: DistributionSummary;
  ttfat_ms?: DistributionSummary;
  tpot_ms?: DistributionSummary;
  inter_chunk_latency_ms?: DistributionSummary;
  headers_ms?: DistributionSummary;
  dns_ms?: DistributionSummary;
  connect_ms?: DistributionSummary;
  tls_ms?: DistributionSummary;
  stall_ms?: DistributionSummary;
  gap_jitter_ms?: DistributionSummary;
  stalls_per_request?: number;
  stall_share?: number;
  gap_variation?: number;
  requests_per_second?: number;
  output_tokens_per_second?: number;
  success_rate?: number;
  success_rate_ci95?: number[];
  goodput?: number;
  errors: Record<string, number>;
  retries?: Record<string, number>;
  held_back?: HeldBackFigures;
  breaker?: BreakerFigures;
  api_keys?: Record<string, KeyUse>;
  tokens: TokenFigures;
  cost?: CostFigures;
  findings?: ProbeFindings;
  steady_state?: SteadyStateFigures;
  client_health: ClientHealth;
  steps?: StepResult[];
  best_step?: number;
  knee?: KneeResult;
  max_sustained_rate?: number;
  max_rate_meeting_slo?: number;
  max_sustained_concurrency?: number;
  max_concurrency_meeting_slo?: number;
  by_tag?: Record<string, TestResult>;
  whole?: TestResult;
  streamed_against_whole?: PairComparison[];
}

export interface TestView {
  target: string;
  test: string;
  step?: number;
  steps?: number;
  phase: TestPhase;
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

export interface ThresholdResult {
  expression: string;
  observed?: number;
  passed: boolean;
  target?: string;
  test?: string;
  note?: string;
}

export interface TokenCountingFindings {
  verdict: CountingVerdict;
  tokenizer: string;
  is_models_own: boolean;
  overhead_per_message?: number;
  overhead_per_request?: number;
  kinds: CountedKind[];
  output?: CountedKind;
}

export interface TokenFigures {
  input: number;
  cached: number;
  output: number;
  reasoning: number;
  source: TokenSource;
}

export type TokenSource = 'none' | 'usage' | 'estimate' | 'mixed' | 'tokenizer';

export type TrendDirection = 'none_shown' | 'rising' | 'falling';

export interface TrendView {
  target: string;
  metric: string;
  unit: string;
  values: number;
  from: string;
  to: string;
  direction: TrendDirection;
  slope_per_day: number;
  slope_per_day_ci95: (number | null)[];
  p_value: number;
  changes: LevelChangeView[];
  hours: CycleView;
  weekdays: CycleView;
}

export interface UptimeView {
  window: string;
  passed: number;
  judged: number;
  share?: number;
}

export type Verdict = 'faster' | 'slower' | 'no difference shown' | 'better' | 'worse';
