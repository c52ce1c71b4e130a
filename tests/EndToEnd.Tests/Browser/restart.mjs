import { assert, inBrowser, open } from './browser.mjs';

await inBrowser(async (browser) => {
  const page = await open(browser, '/?period=1h', { expected: ['net::ERR_', '503'] });
  await page.getByRole('heading', { name: 'gpt-4o-mini' }).waitFor();
  console.log('stop');
  await page.getByText('The gateway does not answer').waitFor();
  assert.equal(await page.getByRole('heading', { name: 'gpt-4o-mini' }).count(), 1, 'what was known stays');
  console.log('start');
  await page.getByText('The gateway is back').waitFor();
  await page.getByRole('heading', { name: 'gpt-4o-mini' }).waitFor();
  assert.deepEqual(page.errors, []);
});
