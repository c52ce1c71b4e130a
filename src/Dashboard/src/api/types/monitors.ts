export type FiringStatus = 'running' | 'passed' | 'failed' | 'cancelled' | 'budget_exhausted' | 'skipped' | 'missed';

export interface Schedule {
  cron: string;
  time_zone: string;
  jitter: string;
}

export interface Firing {
  due: string;
  at: string;
  status: FiringStatus;
  reason?: string;
  run_id?: string;
  by?: string;
  count: number;
  ended_at?: string;
  requests?: { succeeded: number; failed: number; lost: number; not_sent: number };
  cost_usd?: number;
  latency_p50_ms?: number;
  latency_p95_ms?: number;
  ttft_p50_ms?: number;
  ttft_p95_ms?: number;
}

export interface Slo {
  name: string;
  objective: string;
  /** The share of requests that must be good. */
  target: number;
  of_target?: string;
  period_days: number;
  good: number;
  total: number;
  /** 1 when nothing was used, below 0 when it was overspent. */
  budget_left: number;
  as_of?: string;
  burn_rates: { window: string; rate?: number }[];
  burning?: 'page' | 'ticket';
}

export interface Monitor {
  monitor_id: string;
  name: string;
  enabled: boolean;
  targets: string[];
  schedule: Schedule;
  revision: number;
  created_at: string;
  created_by: string;
  changed_at: string;
  changed_by: string;
  next_at?: string;
  last?: Firing;
  spend: { daily_usd?: number; monthly_usd?: number; today_usd: number; this_month_usd: number };
  uptime: { window: string; passed: number; judged: number; share?: number }[];
  slos: Slo[];
  /** The document that made it; absent in lists. */
  definition?: MonitorDocument;
}

/** What a user writes; fields that were left out are absent. */
export interface MonitorDocument {
  name?: string;
  enabled?: boolean;
  schedule?: { cron?: string; time_zone?: string; jitter?: string };
  missed?: string;
  spend?: { daily_usd?: number; monthly_usd?: number };
  slos?: (string | { name?: string; objective: string; period?: string; target?: string })[];
  plan?: unknown;
}

export interface MonitorList {
  monitors: Monitor[];
  next?: string;
}

export interface NextFirings {
  schedule: Schedule;
  firings: { due: string; local: string; at?: string }[];
}
