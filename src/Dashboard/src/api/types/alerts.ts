import type { Severity } from './history';

export type AlertState = 'pending' | 'firing' | 'acknowledged' | 'silenced' | 'resolved';

export interface Alert {
  alert_id: string;
  state: AlertState;
  rule: string;
  source: string;
  severity: Severity;
  /** 0 to 1. */
  confidence: number;
  summary: string;
  labels: Record<string, string>;
  starts_at: string;
  fired_at?: string;
  resolved_at?: string;
  acknowledged?: { by: string; note?: string; at: string };
  escalation_level: number;
  silenced_by: string[];
  group: string;
  fingerprint: string;
  /** In the answer for one alert only. */
  history?: { at: string; what: string; detail?: string }[];
  /** In the answer for one alert only. */
  messages?: Message[];
}

/** What was told about an alert. */
export interface Message {
  message_id: string;
  channel: string;
  kind: string;
  state: 'pending' | 'delivered' | 'failed' | 'silenced';
  attempts: number;
  queued_at: string;
  tried_at?: string;
  next_at?: string;
  detail?: string;
}

export interface AlertList {
  alerts: Alert[];
  next?: string;
}

export interface LabelMatcher {
  name: string;
  value: string;
  is_regex: boolean;
  is_equal: boolean;
}

export interface Silence {
  silence_id: string;
  state: 'pending' | 'active' | 'expired';
  matchers: LabelMatcher[];
  starts_at: string;
  ends_at: string;
  created_by: string;
  comment: string;
  created_at: string;
}

/** Rules and channels as they are configured; of the fields those that are shown. */
export interface Alerting {
  channels?: { name: string; type: string; min_severity?: string; targets?: string[] }[];
  rules?: { name: string; on: string; channels?: string[] }[];
}

export interface ChannelTest {
  channel: string;
  delivered: boolean;
  would_retry: boolean;
  detail: string;
  duration_ms: number;
}
