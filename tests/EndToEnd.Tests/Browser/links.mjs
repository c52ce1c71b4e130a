import { assert, inBrowser, open } from './browser.mjs';

await inBrowser(async (browser) => {
  const page = await open(browser, '/?period=1h&provider=groq');
  await page.getByRole('heading', { name: 'llama-3.3-70b-versatile' }).waitFor();
  assert.equal(await page.getByRole('heading', { name: 'gpt-4o-mini' }).count(), 0);

  await page.getByRole('button', { name: 'Show in dark colours' }).click();
  await page.reload();
  await page.getByRole('heading', { name: 'llama-3.3-70b-versatile' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');

  // By keyboard alone: the first stop leads to the content, and a link goes on there.
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the content');
  await page.getByRole('link', { name: 'llama-3.3-70b-versatile' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/targets\//);
  await page.locator('.u-over').first().waitFor();
  await page.getByText('Latency as a table').first().click();
  await page.getByRole('region', { name: 'Latency, values' }).getByText('ms').first().waitFor();
  assert.deepEqual(page.errors, []);
});
