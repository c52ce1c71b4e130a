/** What the form asks for. */
export interface PlanDraft {
  name: string;
  targets: TargetDraft[];
  tests: TestDraft[];
  prompt: string;
  maxTokens: string;
  warmup: string;
  slo: string;
  thresholds: string;
  budgetUsd: string;
  budgetRequests: string;
  workers: string;
}

export interface TargetDraft {
  provider: string;
  model: string;
  baseUrl: string;
  apiKey: string;
}

export interface TestDraft {
  type: string;
  /** Requests for what is counted, a duration else. */
  amount: string;
  concurrency: string;
}

/** Types of tests that the form knows, with what decides their length. */
export const testTypes: Record<string, 'iterations' | 'duration'> = {
  latency: 'iterations', throughput: 'duration', reliability: 'iterations', cost_efficiency: 'iterations', streaming: 'iterations',
};

export const emptyDraft: PlanDraft = {
  name: 'my run',
  targets: [{ provider: 'openai', model: 'gpt-4o-mini', baseUrl: '', apiKey: '' }],
  tests: [{ type: 'latency', amount: '10', concurrency: '1' }],
  prompt: 'Hello, world!',
  maxTokens: '128',
  warmup: '',
  slo: '',
  thresholds: '',
  budgetUsd: '0.50',
  budgetRequests: '1000',
  workers: '1',
};

type Json = string | number | boolean | Json[] | { [name: string]: Json };

/** The plan as the API takes it. What is not a number goes as it was written, so that the API says what is wrong with it. */
export function planOf(draft: PlanDraft): { [name: string]: Json } {
  return filled({
    name: draft.name,
    targets: draft.targets.map((target) => filled({ provider: target.provider, model: target.model, base_url: target.baseUrl, api_key: target.apiKey })),
    workload: filled({ messages: [{ role: 'user', content: draft.prompt }], max_tokens: numeric(draft.maxTokens) }),
    tests: draft.tests.map((test) =>
      testTypes[test.type] === 'duration'
        ? filled({ type: test.type, concurrency: numeric(test.concurrency), duration: test.amount })
        : filled({ type: test.type, iterations: numeric(test.amount), concurrency: test.concurrency === '1' ? '' : numeric(test.concurrency) })),
    warmup: draft.warmup,
    slo: lines(draft.slo),
    thresholds: lines(draft.thresholds),
    budget: filled({ cost_usd: numeric(draft.budgetUsd), requests: numeric(draft.budgetRequests) }),
    workers: draft.workers === '1' ? '' : numeric(draft.workers),
  });
}

function numeric(text: string): Json {
  const trimmed = text.trim();
  return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}

function lines(text: string): Json[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
}

function filled(fields: { [name: string]: Json }): { [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0) && !(typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)),
  );
}

/** JSON as YAML: blocks for the outer two levels, JSON, which is YAML too, for what is within. */
export function yamlOf(plan: { [name: string]: Json }): string {
  return Object.entries(plan)
    .map(([name, value]) => {
      if (Array.isArray(value)) return `${name}:\n${value.map((one) => `  - ${flow(one)}`).join('\n')}`;
      return `${name}: ${flow(value)}`;
    })
    .join('\n') + '\n';
}

function flow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object') return `{ ${Object.entries(value).map(([name, one]) => `${name}: ${flow(one)}`).join(', ')} }`;
  return typeof value === 'string' && /^[A-Za-z][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value) ? value : JSON.stringify(value);
}

/** A command that starts the same. */
export function curlOf(plan: { [name: string]: Json }, origin: string): string {
  const body = JSON.stringify(plan, null, 2).replaceAll("'", "'\\''");
  return `curl -X POST ${origin}/api/v1/runs \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'\n`;
}
