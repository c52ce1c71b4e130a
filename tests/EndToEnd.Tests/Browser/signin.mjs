import { assert, checkBarriers, gateway, inBrowser, open, screenshot } from './browser.mjs';

const key = process.env.ADMIN_KEY;

await inBrowser(async (browser) => {
  const page = await open(browser, '/cluster', { expected: ['401 (Unauthorized)'] });
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await screenshot(page, 'sign-in-1280');
  await checkBarriers(page, 'sign-in');

  await page.getByLabel('API key').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('The key is not known.').waitFor();

  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('akka.tcp://').first().waitFor();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
  assert.ok(!kept.includes(key), `the key is kept: ${kept}`);
  const [cookie] = await page.context().cookies(gateway);
  assert.ok(cookie.httpOnly && cookie.sameSite === 'Strict' && cookie.value !== key, `not a session of its own: ${JSON.stringify({ ...cookie, value: '…' })}`);

  await page.reload();
  await page.getByText('akka.tcp://').first().waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.reload();
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('akka.tcp://').first().waitFor();

  await page.context().clearCookies();
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(page.errors, []);
});
