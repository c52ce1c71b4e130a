import { assert, checkBarriers, inBrowser, open, screenshot } from './browser.mjs';

await inBrowser(async (browser) => {
  const page = await open(browser, '/runs/new', { expected: ['400 (Bad Request)'] });
  await page.getByLabel('Requests', { exact: true }).fill('some');
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByRole('alert').getByText('tests[0].iterations').waitFor();
  assert.equal(await page.getByLabel('Requests', { exact: true }).first().getAttribute('aria-invalid'), 'true');
  await screenshot(page, 'form-error-1280');
  await checkBarriers(page, 'the form with an error');

  await page.getByLabel('Base URL').fill(`${process.env.PROVIDERS}/openai/v1`);
  await page.getByLabel('Key reference').fill('env:END_TO_END_KEY');
  await page.locator('input[aria-invalid=true]').fill('60');
  await page.getByLabel('plan.yaml').getByText('iterations: 60').waitFor();
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.waitForURL(/\/runs\/\d/);

  // Each figure that is seen is one more of the same page: nothing reloads it.
  await page.evaluate(() => { globalThis.isSamePage = true; });
  const answered = page.getByRole('region', { name: 'Progress of each test' }).locator('tbody tr td:nth-child(5)').first();
  const seen = new Set();
  while (seen.size < 2 && await page.getByRole('link', { name: 'Download result' }).count() === 0) {
    const text = await answered.textContent({ timeout: 2_000 }).catch(() => null);
    if (text !== null) seen.add(text);
    if (seen.size === 2) await screenshot(page, 'live-1280');
  }
  assert.ok(seen.size === 2, `the run was seen as it went: ${[...seen]}`);
  await page.getByRole('link', { name: 'Download result' }).waitFor({ timeout: 180_000 });
  // Simulated providers fail now and then.
  await page.getByText(/^\d+ of 60/).first().waitFor();
  assert.equal(await page.evaluate(() => globalThis.isSamePage), true);
  assert.deepEqual(page.errors, []);
});
