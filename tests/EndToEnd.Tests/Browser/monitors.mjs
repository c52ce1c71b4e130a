import { assert, checkBarriers, inBrowser, open, screenshot } from './browser.mjs';

await inBrowser(async (browser) => {
  const page = await open(browser, '/monitors', { expected: ['400 (Bad Request)', '409 (Conflict)'] });
  await page.getByRole('link', { name: 'New monitor' }).click();

  await page.getByLabel('Cron').fill('every hour');
  await page.getByText(/cron: .*every hour.* is not allowed/).waitFor();
  await page.getByLabel('Name').fill('hourly check');
  await page.getByRole('button', { name: 'Make monitor' }).click();
  await page.getByRole('alert').getByText('schedule.cron').waitFor();
  assert.equal(await page.getByLabel('Cron').getAttribute('aria-invalid'), 'true');
  await checkBarriers(page, 'the form with an error');

  await page.getByLabel('Cron').fill('0 3 * * *');
  await page.getByLabel('Time zone').fill('Asia/Tokyo');
  await page.getByText(/03:00 in Asia\/Tokyo/).first().waitFor();
  await page.getByLabel('YAML or JSON').fill(`targets:
  - { provider: openai, model: gpt-4o-mini, base_url: ${process.env.PROVIDERS}/openai/v1, api_key: env:END_TO_END_KEY, price: { input: 0.15, output: 0.6 } }
tests:
  - { type: latency, iterations: 5 }`);
  await page.getByLabel('Objectives').fill('success_rate >= 50%\n{ name: quick, objective: ttft < 500ms for 95%, period: 7d }');
  await screenshot(page, 'new-monitor-1280');
  await page.getByRole('button', { name: 'Make monitor' }).click();
  await page.waitForURL(/\/monitors\/hourly-check$/);
  await page.getByRole('heading', { name: 'It has not fired yet' }).waitFor();

  // What became of it comes by itself.
  await page.getByRole('button', { name: 'Run now' }).click();
  const passed = page.getByRole('region', { name: 'Firings' }).getByText('passed');
  await passed.first().waitFor({ timeout: 120_000 });
  await page.getByRole('region', { name: 'Objectives' }).getByText(/of [1-9]/).first().waitFor();
  await page.getByText('quick').waitFor();
  await checkBarriers(page, 'a monitor');
  await screenshot(page, 'monitor-fired-1280');

  await page.getByRole('button', { name: 'Disable' }).click();
  await page.getByText('disabled: fires by hand only').waitFor();
  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByLabel('Fires by its schedule').check();
  await page.getByLabel('Cron').fill('30 4 * * *');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/\/monitors\/hourly-check$/);
  await page.getByText(/04:30 in Asia\/Tokyo/).first().waitFor();
  await page.locator('.badge', { hasText: / enabled$/ }).waitFor();

  await page.getByRole('link', { name: 'Runs', exact: true }).last().click();
  await page.getByRole('region', { name: 'Runs' }).getByRole('link').first().waitFor();
  await page.goBack();

  // Its objective is what the overview speaks of.
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.locator('article').getByText(/^(success_rate >= 50%|quick)$/).first().waitFor();

  await page.getByRole('link', { name: 'Monitors' }).click();
  await page.getByRole('link', { name: 'hourly check' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await page.waitForURL(/\/monitors$/);
  await page.getByRole('link', { name: 'hourly check' }).waitFor({ state: 'detached' });
  assert.deepEqual(page.errors, []);
});
