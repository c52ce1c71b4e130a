import type { MonitorDocument } from '../../api/types';
import { yamlOf } from '../runs/plan';

/** What the form asks for. */
export interface MonitorDraft {
  name: string;
  enabled: boolean;
  cron: string;
  zone: string;
  jitter: string;
  missed: string;
  dailyUsd: string;
  monthlyUsd: string;
  /** One a line: text such as `success_rate >= 99.5%`, or fields in braces. */
  slos: string;
  /** YAML, of which JSON is a part. */
  plan: string;
}

export const emptyDraft: MonitorDraft = {
  name: '',
  enabled: true,
  cron: '0 * * * *',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  jitter: '',
  missed: 'skip',
  dailyUsd: '0.50',
  monthlyUsd: '',
  slos: 'success_rate >= 99.5%',
  plan: `targets:
  - { provider: openai, model: gpt-4o-mini, api_key: env:OPENAI_API_KEY }
tests:
  - { type: latency, iterations: 20 }
thresholds:
  - latency.p95 < 2s
`,
};

export function draftOf(of: Partial<MonitorDocument>): MonitorDraft {
  return {
    name: of.name ?? '',
    enabled: of.enabled ?? true,
    cron: of.schedule?.cron ?? '',
    zone: of.schedule?.time_zone ?? '',
    jitter: of.schedule?.jitter ?? '',
    missed: of.missed ?? 'skip',
    dailyUsd: text(of.spend?.daily_usd),
    monthlyUsd: text(of.spend?.monthly_usd),
    slos: (of.slos ?? []).map((slo) => (typeof slo === 'string' ? slo : JSON.stringify(slo))).join('\n'),
    plan: yamlOf((of.plan ?? {}) as unknown as Parameters<typeof yamlOf>[0]),
  };
}

function text(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

/** The document as the API takes it. What is wrong in it stays in it, so that the API says what. */
export function documentOf(draft: MonitorDraft): string {
  const schedule = fieldsOf({ cron: draft.cron, time_zone: draft.zone, jitter: draft.jitter });
  const spend = fieldsOf({ daily_usd: draft.dailyUsd, monthly_usd: draft.monthlyUsd }, (value) => (Number.isFinite(Number(value)) ? value : JSON.stringify(value)));
  const slos = draft.slos.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return [
    `name: ${JSON.stringify(draft.name)}`,
    ...(draft.enabled ? [] : ['enabled: false']),
    `schedule: ${schedule}`,
    ...(draft.missed === 'skip' ? [] : [`missed: ${draft.missed}`]),
    ...(spend === '{  }' ? [] : [`spend: ${spend}`]),
    ...(slos.length === 0 ? [] : ['slos:', ...slos.map((slo) => `  - ${slo.startsWith('{') ? slo : JSON.stringify(slo)}`)]),
    'plan:',
    ...draft.plan.trimEnd().split('\n').map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function fieldsOf(values: Record<string, string>, write: (value: string) => string = JSON.stringify): string {
  return `{ ${Object.entries(values).map(([name, value]) => [name, value.trim()] as const).filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${write(value)}`).join(', ')} }`;
}
