import { api, assert, inBrowser, open } from './browser.mjs';

const points = 100_000;
const [target] = (await api('/api/v1/targets')).targets;

await inBrowser(async (browser) => {
  const page = await open(browser, undefined);
  await page.route('**/api/v1/series?*', (route) => {
    const metrics = new URL(route.request().url()).searchParams.get('metric').split(',');
    const values = Array.from({ length: points }, (_, at) => 300 + 100 * Math.sin(at / 500) + (at * 7919) % 50);
    route.fulfill({ json: { target: target.target, from: '2026-01-01T00:00:00Z', to: '2026-03-11T10:40:00Z', resolution_s: 60, series: metrics.map((metric) => ({ metric, unit: 'ms', values: metric === 'output_tokens_per_second' ? values : [...Array(points - 1).fill(null), 1] })) } });
  });
  await page.goto(`${process.env.GATEWAY}/targets/${encodeURIComponent(target.target)}`);
  const chart = page.getByRole('img', { name: 'Output tokens/s over time' });
  await chart.locator('canvas').waitFor();
  const measured = (name) => page.evaluate((of) => performance.getEntriesByName(of).map((entry) => entry.duration), name);
  const draws = () => measured('chart:draw');
  assert.ok((await draws()).length > 0, 'a chart was drawn');

  const box = await chart.locator('.u-over').boundingBox();
  await page.mouse.move(box.x + 60, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/range=\d+\.\.\d+/);
  await page.waitForFunction(() => performance.getEntriesByName('chart:zoom').length > 0);
  console.log(`zoom: ${Math.max(...(await measured('chart:zoom'))).toFixed(0)} ms`);
  console.log(`first draw of ${points} points, slowest of the page's charts: ${Math.max(...(await draws())).toFixed(0)} ms`);
  assert.deepEqual(page.errors, []);
});
