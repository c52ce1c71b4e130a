import type { Unit } from './history';

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
