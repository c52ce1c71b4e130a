import { api, assert, checkBarriers, inBrowser, makeMonitor, open, screenshot, until } from './browser.mjs';

const [target] = (await api('/api/v1/targets')).targets;
const run = (await api('/api/v1/runs')).runs.find((one) => one.name === 'two providers');
await makeMonitor('nightly');
await makeMonitor('hopeless', { thresholds: ['latency.p50 < 1us'] });
const alert = await until(() => api('/api/v1/alerts'), ({ alerts }) => alerts.some((one) => one.labels.monitor === 'hopeless')).then(({ alerts }) => alerts.find((one) => one.labels.monitor === 'hopeless'));
const pages = {
  overview: ['/?period=1h', 'gpt-4o-mini'],
  compare: ['/compare?period=1h', 'Ranking by the median'],
  target: [`/targets/${encodeURIComponent(target.target)}?range=1h`, 'Output tokens/s'],
  runs: ['/runs', 'two providers'],
  result: [`/runs/${run.run_id}`, 'Compared pair by pair'],
  'new-run': ['/runs/new', 'plan.yaml'],
  monitors: ['/monitors', 'nightly'],
  monitor: ['/monitors/nightly', 'Outcome'],
  'new-monitor': ['/monitors/-/new', 'Next firings'],
  alerts: ['/alerts', 'Channels'],
  alert: [`/alerts/${alert.alert_id}`, 'What happened'],
  'new-silence': ['/alerts/silences/new', 'Matches'],
  savings: ['/recommendations', 'Savings'],
  cluster: ['/cluster', 'akka.tcp://apibench@'],
};

await inBrowser(async (browser) => {
  for (const [name, [path, text]] of Object.entries(pages)) {
    for (const [width, dark] of [[360, false], [1280, false], [2560, false], [1280, true]]) {
      const page = await open(browser, path, { width, dark });
      const place = `${name} at ${width}${dark ? ', dark' : ''}`;
      await page.locator('main').getByText(text).first().waitFor();
      // Canvases of charts come last.
      if (name === 'compare' || name === 'target') await page.locator('canvas').first().waitFor();
      await page.waitForFunction(() => [...document.querySelectorAll('.plot')].every((plot) => plot.querySelector('canvas')));
      await page.waitForLoadState('networkidle').catch(() => undefined);
      await screenshot(page, `${name}-${width}${dark ? '-dark' : ''}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${place} is wider than the screen`);
      if (width === 1280) await checkBarriers(page, place);
      assert.deepEqual(page.errors, [], place);
      await page.context().close();
    }
  }
});
