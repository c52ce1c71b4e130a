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

export async function api(path) {
  return (await fetch(gateway + path)).json();
}
