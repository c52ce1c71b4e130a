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
