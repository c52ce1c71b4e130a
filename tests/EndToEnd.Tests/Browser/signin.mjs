import { assert, checkBarriers, inBrowser, open, screenshot } from './browser.mjs';

// The gateway's part is played: what is looked at is what the page does with its answers.
const problem = { type: '/problems/unauthorized', title: 'Who is there?', status: 401, detail: 'This needs an API key.' };

await inBrowser(async (browser) => {
  const page = await open(browser, undefined, { expected: ['401 (Unauthorized)'] });
  let isSignedIn = false;
  let sent;
  await page.route('**/api/v1/**', (route) => {
    if (route.request().url().endsWith('/session')) {
      sent = route.request().postDataJSON();
      isSignedIn = sent.api_key === 'right';
      return isSignedIn ? route.fulfill({ status: 204 }) : route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify({ ...problem, detail: 'The key is not known.' }) });
    }
    return isSignedIn ? route.continue() : route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(problem) });
  });
  await page.goto(process.env.GATEWAY);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await screenshot(page, 'sign-in-1280');
  await checkBarriers(page, 'sign-in');

  await page.getByLabel('API key').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('The key is not known.').waitFor();

  await page.getByLabel('API key').fill('right');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'gpt-4o-mini' }).waitFor();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));
  assert.ok(!kept.includes('right'), `the key is kept: ${kept}`);
  assert.deepEqual(page.errors, []);
});
