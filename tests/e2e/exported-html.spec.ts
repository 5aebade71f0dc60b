// Exported HTML as readers open it: accessible, printable, at any width, and dead where a story is an attack.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { publishHtml } from '#core/publish/html/page.ts';
import { citedWithinLinks } from '../core/publish/cited-within-links.ts';
import { hostileHtml } from '../core/publish/hostile-story.ts';
import { violationsOn } from './violations.ts';

const expected = (name: string) => pathToFileURL(path.resolve('tests/fixtures/expected', name)).href;
const FILES = ['lithium-corridor.html', 'orbital-debris.html'];

for (const file of FILES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${file} has no accessibility violation, ${colorScheme}, wide and narrow`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(expected(file));
        expect(await violationsOn(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    });
  }

  test(`${file} leads from each citation to its source and back`, async ({ page }) => {
    await page.goto(expected(file));
    const cites = page.locator('.body a.citation');
    for (let index = 0; index < (await cites.count()); index += 1) {
      const cite = cites.nth(index);
      await cite.click();
      const source = page.locator(':target');
      expect(await source.evaluate((element) => element.tagName)).toBe('LI');
      const [outlet = '?'] = ((await cite.textContent()) ?? '').split(',');
      await expect(source).toContainText(outlet);
      const own = await cite.evaluate((element) => element.closest('[id]')?.id);
      await source.locator(`a[href="#${own}"]`).click();
      expect(await page.locator(':target').getAttribute('id')).toBe(own);
    }
  });

  test(`${file} is printed in black on white, with the addresses of its links`, async ({ page }) => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.goto(expected(file));
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await expect(page.locator('body')).toHaveCSS('color', 'rgb(0, 0, 0)');
    await expect(page.locator('.back').first()).toBeHidden();
    for (const link of await page.locator('.body a[href^=http]').all()) {
      const address = await link.getAttribute('href');
      expect(await link.evaluate((element) => getComputedStyle(element, '::after').content)).toContain(address ?? '?');
    }
  });
}

for (const [citations, sourceList] of [
  ['inline', true],
  ['inline', false],
  ['numbered', true],
  ['numbered', false],
  ['footnotes', false],
] as const) {
  test(`the passage of a citation shows on focus, ${citations}, ${sourceList ? 'with' : 'without'} its sources`, async ({
    page,
  }) => {
    const html = publishHtml(citedWithinLinks({ citations, sourceList }));
    await page.setContent(html);
    const passages = page.locator('.quote');
    for (const at of [0, 1]) {
      const passage = passages.nth(at);
      await expect(passage).toBeHidden();
      const id = await passage.getAttribute('id');
      for (let tabs = 0; tabs < 6 && !(await passage.isVisible()); tabs += 1) await page.keyboard.press('Tab');
      await expect(passage).toBeVisible();
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-describedby'))).toBe(id);
    }
    expect(await violationsOn(page)).toEqual([]);
  });
}

for (const policy of ['under its own policy', 'with its policy taken out'] as const) {
  test(`a hostile story runs nothing and asks for nothing, ${policy}`, async ({ page }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'galley-hostile-'));
    const file = path.join(folder, 'hostile.html');
    const html = hostileHtml();
    const policyTag = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
    expect(html).toMatch(policyTag);
    writeFileSync(file, policy === 'under its own policy' ? html : html.replace(policyTag, ''));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', (dialog) => asked.push(`dialog ${dialog.message()}`));
    await page.goto(pathToFileURL(file).href);
    for (const link of await page.locator('a').all()) await link.dispatchEvent('mouseover');
    await page.keyboard.press('Tab');
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'attacked'))).toBeUndefined();
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
    expect(page.url()).toBe(pathToFileURL(file).href);
    expect(await violationsOn(page)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
}
