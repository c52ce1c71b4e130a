import { api, assert, checkBarriers, inBrowser, makeMonitor, open, screenshot, until } from './browser.mjs';

// A firing that misses its threshold is something to tell of.
const strict = `strict-${Date.now()}`;
await makeMonitor(strict, { thresholds: ['latency.p50 < 1us'] });
await until(() => api('/api/v1/alerts?state=firing'), ({ alerts }) => alerts.some((alert) => alert.labels.monitor === strict));

await inBrowser(async (browser) => {
  const page = await open(browser, '/alerts', { expected: ['400 (Bad Request)'] });
  const alert = page.getByRole('region', { name: 'Alerts' }).getByRole('link', { name: new RegExp(strict) }).first();
  await alert.waitFor();
  await checkBarriers(page, 'alerts');
  await alert.click();
  await page.getByLabel('Note').fill('The provider knows of it.');
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByText(/takes care of it since .*: The provider knows of it\./).waitFor();
  await page.getByRole('link', { name: strict, exact: true }).first().waitFor();
  await checkBarriers(page, 'an alert');
  await screenshot(page, 'alert-acknowledged-1280');

  await page.getByRole('link', { name: 'Silence what is like it' }).click();
  await page.getByLabel('For').fill('a while');
  await page.getByRole('button', { name: 'Silence' }).click();
  await page.getByRole('alert').getByText('duration', { exact: true }).waitFor();
  await checkBarriers(page, 'a silence with an error');
  await page.getByLabel('For').fill('2h');
  await page.getByLabel('Why').fill('known');
  await page.getByRole('button', { name: 'Silence' }).click();
  await page.waitForURL(/\/alerts$/);
  const silences = page.getByRole('region', { name: 'Silences' });
  await silences.getByText(`monitor=${strict}`).waitFor();
  await silences.getByRole('button', { name: new RegExp(`End the silence.*${strict}`) }).click();
  await silences.getByText('expired').first().waitFor();

  await page.getByRole('button', { name: 'Send a test message through log' }).click();
  await page.getByRole('region', { name: 'Channels' }).getByText('delivered').waitFor();
  assert.deepEqual(page.errors, []);
});
await api(`/api/v1/monitors/${strict}`, { method: 'DELETE' });
