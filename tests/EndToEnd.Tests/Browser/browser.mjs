// What the scripts share: a browser, pages that report their errors, and checks that say what is wrong.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { GATEWAY, CHROMIUM, DASHBOARD, SCREENSHOTS } = process.env;
const require = createRequire(join(DASHBOARD, 'package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const gateway = GATEWAY;
export const patience = { timeout: 60_000 };
export { assert };

/** Runs a check in a browser of its own, which is closed whatever happens. */
export async function inBrowser(check) {
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    await check(browser);
  } finally {
    await browser.close();
  }
}

/** A page with the errors that it wrote to the console; `expected` are not counted. */
export async function open(browser, path, { width = 1280, dark = false, expected = [] } = {}) {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 780 : 900 }, colorScheme: dark ? 'dark' : 'light', bypassCSP: false });
  const page = await context.newPage();
  page.setDefaultTimeout(patience.timeout);
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && !expected.some((part) => message.text().includes(part)) && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.errors = errors;
  if (path !== undefined) await page.goto(gateway + path);
  return page;
}

/** Nothing that keeps a reader out: axe-core's serious and critical findings. */
export async function checkBarriers(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  const serious = found.violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  assert.deepEqual(serious.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.any.map((check) => check.message).join(' ')}`).join('; ')}`), [], name);
}

export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

export async function api(path, init) {
  const response = await fetch(gateway + path, init);
  assert.ok(response.ok, `${path}: ${response.status} ${response.ok ? '' : await response.clone().text()}`);
  return response.status === 204 ? undefined : response.json();
}

/** Asks again until the answer is as wanted. */
export async function until(ask, isSo) {
  for (const end = Date.now() + 120_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 250))) {
    const answer = await ask();
    if (isSo(answer)) return answer;
  }
  throw new Error(`never: ${isSo}`);
}

/** A monitor that has fired once. */
export async function makeMonitor(name, rest = {}) {
  const plan = {
    targets: [{ provider: 'openai', model: 'gpt-4o-mini', base_url: `${process.env.PROVIDERS}/openai/v1`, api_key: 'env:END_TO_END_KEY', price: { input: 0.15, output: 0.6 } }],
    tests: [{ type: 'latency', iterations: 5 }],
    ...rest,
  };
  const body = JSON.stringify({ name, schedule: { cron: '0 3 * * *', time_zone: 'Europe/Berlin' }, spend: { daily_usd: 0.5 }, slos: ['success_rate >= 50%', { name: 'quick', objective: 'ttft < 2s for 90%' }], plan });
  await api(`/api/v1/monitors/${name}`, { method: 'PUT', body, headers: { 'Content-Type': 'application/json' } });
  await api(`/api/v1/monitors/${name}/run`, { method: 'POST' });
  return until(() => api(`/api/v1/monitors/${name}`), (monitor) => monitor.last !== undefined && monitor.last.status !== 'running');
}
