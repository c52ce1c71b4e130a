import { pathToFileURL } from 'node:url';
import { assert, checkBarriers, inBrowser, open, screenshot } from './browser.mjs';

await inBrowser(async (browser) => {
  for (const [width, dark] of [[360, false], [1280, false], [2560, false], [1280, true]]) {
    const page = await open(browser, undefined, { width, dark });
    const place = `the report at ${width}${dark ? ', dark' : ''}`;
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    const address = pathToFileURL(process.env.REPORT).href;
    await page.goto(address);

    await page.getByRole('heading', { name: 'two providers', level: 1 }).waitFor();
    await page.locator('canvas').first().waitFor();
    for (const heading of ['Thresholds', 'Compared pair by pair', 'Client health', 'Definitions']) await page.getByRole('heading', { name: heading }).waitFor();
    await page.getByText('Latencies in the test latency as a table').click();
    await page.getByRole('region', { name: 'Latencies in the test latency, values' }).getByText('groq/llama-3.3-70b-versatile').waitFor();
    assert.deepEqual(asked, [address], `${place} asks for more than itself`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${place} is wider than the screen`);
    await screenshot(page, `report-${width}${dark ? '-dark' : ''}`);
    if (width === 1280) await checkBarriers(page, place);

    // The policy holds: what is not in the file does not run.
    const ran = await page.evaluate(() => new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', () => resolve(false));
      const script = document.createElement('script');
      script.textContent = 'globalThis.isStranger = true';
      document.body.append(script);
      setTimeout(() => resolve(globalThis.isStranger === true), 1000);
    }));
    assert.equal(ran, false);
    assert.deepEqual(page.errors.filter((error) => !error.includes('Content Security Policy')), [], place);
    await page.context().close();
  }
});
