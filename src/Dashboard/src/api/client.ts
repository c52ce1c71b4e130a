import type { Problem } from './types';
import { connection } from './connection';

/** The gateway answered, and not with what was asked for. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem | undefined;

  constructor(status: number, problem: Problem | undefined) {
    super(problem?.detail ?? problem?.title ?? `The gateway answered with status ${status}.`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
  }
}

/** Nobody answered. */
export class UnreachableError extends Error {
  constructor() {
    super('The gateway cannot be reached. The page goes on trying.');
    this.name = 'UnreachableError';
  }
}

export type Parameters = Record<string, string | number | readonly string[] | undefined>;

export function urlOf(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return `/api/v1${path}${text ? `?${text}` : ''}`;
}

export async function getJson<T>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<T> {
  return (await request(urlOf(path, parameters), { signal })) as T;
}

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export async function sendJson<T>(method: Method, path: string, body?: unknown): Promise<T> {
  return sendText<T>(method, path, body === undefined ? undefined : JSON.stringify(body), body === undefined ? {} : { 'Content-Type': 'application/json' });
}

export async function sendText<T>(method: Method, path: string, body: string | undefined, headers: Record<string, string>): Promise<T> {
  // What the gateway wants to see of a session: pages of others cannot send it.
  return (await request(urlOf(path), { method, headers: { 'X-Requested-With': 'apibench', ...headers }, ...(body === undefined ? {} : { body }) })) as T;
}

/** For a path of the gateway that is not below /api/v1, such as health, where any status has a body to read. */
export async function getAnyStatus<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await readJson(await reach(path, { signal }))) as T;
}

async function request(url: string, init: RequestInit): Promise<unknown> {
  const response = await reach(url, init);
  const body = await readJson(response);
  if (!response.ok) throw new ApiError(response.status, body as Problem | undefined);
  return body;
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, { ...init, credentials: 'same-origin', headers: { Accept: 'application/json', ...init.headers } });
    connection.succeeded();
    return response;
  } catch (error) {
    if (init.signal?.aborted) throw error;
    connection.failed();
    throw new UnreachableError();
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '' || !(response.headers.get('Content-Type') ?? '').includes('json')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
