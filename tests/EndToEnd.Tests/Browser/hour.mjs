// When the page says something, and what it keeps over an hour of updates, which a clock of the test's own makes short.
import { assert, inBrowser, open } from './browser.mjs';

const update = 5_000;
const updates = 720;
const settled = 120;

await inBrowser(async (browser) => {
  // The first visit warms the server.
  for (const visit of ['first', 'warm']) {
    const page = await open(browser, undefined);
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (!globalThis.meaningfulAt && document.querySelector('article h2')) requestAnimationFrame(() => { globalThis.meaningfulAt = performance.now(); });
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${process.env.GATEWAY}/?period=1h`);
    await page.waitForFunction(() => globalThis.meaningfulAt > 0);
    console.log(`first card of the ${visit} visit: ${(await page.evaluate(() => globalThis.meaningfulAt)).toFixed(0)} ms`);
    await page.context().close();
  }

  const page = await open(browser, undefined);
  await page.clock.install();
  await page.goto(`${process.env.GATEWAY}/?period=1h`);
  await page.locator('article h2').first().waitFor();
  const devTools = await page.context().newCDPSession(page);
  const kept = async () => {
    await devTools.send('HeapProfiler.collectGarbage');
    return (await devTools.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };

  let answers = 0;
  page.on('response', (response) => { if (response.url().includes('/api/v1/overview')) answers++; });
  let early;
  for (let round = 1; round <= updates; round++) {
    const answered = page.waitForResponse((response) => response.url().includes('/api/v1/overview'));
    await page.clock.runFor(update);
    await answered;
    if (round === settled) early = await kept();
  }
  const late = await kept();
  console.log(`${answers} updates: ${early.toFixed(1)} MB after ${settled}, ${late.toFixed(1)} MB after all`);
  assert.ok(late < early + 5, `${early} MB became ${late} MB`);
  assert.deepEqual(page.errors, []);
});
