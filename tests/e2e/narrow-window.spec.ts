// From 900 px up: panes fold and give way, the toolbar keeps to its room, dialogs fit, nothing covers anything.
import type { Page } from '@playwright/test';
import { expect, openFromList, test } from './workbench.ts';

const list = (page: Page) => page.getByRole('region', { name: 'Story list' });
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' });

/** What of the window sticks out of it, or out of the toolbar. */
const stickingOut = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const bar = document.querySelector('.editor-toolbar')?.getBoundingClientRect();
    let right = bar?.left ?? 0;
    for (const element of document.querySelectorAll('.editor-toolbar button')) {
      const rect = element.getBoundingClientRect();
      if (rect.left < right - 0.5 || rect.right > (bar?.right ?? 0))
        found.push(`toolbar: ${element.getAttribute('aria-label') ?? element.textContent}`);
      right = rect.right;
    }
    for (const element of document.querySelectorAll('.app, .stories-view, .story-scroll, [role=dialog], .status-line'))
      if (element.scrollWidth > element.clientWidth) found.push(element.className);
    for (const element of document.querySelectorAll('[role=dialog]')) {
      const { left, top, right: edge, bottom } = element.getBoundingClientRect();
      if (left < 0 || top < 0 || edge > window.innerWidth || bottom > window.innerHeight) found.push('a dialog');
    }
    return found;
  });

for (const width of [900, 1024, 1440, 2560]) {
  test(`everything has its room at ${width} px`, async ({ workbench: page }) => {
    await page.setViewportSize({ width, height: 700 });
    await openFromList(page, /Baltic Cable/);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await expect(list(page)).toHaveCount(width >= 1180 ? 1 : 0);
    await expect(inspector(page)).toHaveCount(width >= 1000 ? 1 : 0);
    await expect.poll(() => stickingOut(page)).toEqual([]);

    if (width < 1180) await page.keyboard.press('Control+\\');
    await expect.poll(() => stickingOut(page)).toEqual([]);
    if (width < 1000) await page.keyboard.press('Control+Shift+\\');
    // At 900 px there is room for one pane beside the text: the other has made way.
    await expect(list(page)).toHaveCount(width < 1000 ? 0 : 1);
    await expect(inspector(page)).toHaveCount(1);
    await expect.poll(() => stickingOut(page)).toEqual([]);

    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('region', { name: 'Preview' }).getByText('Overview').waitFor();
    await expect.poll(() => stickingOut(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await expect.poll(() => stickingOut(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('(Ledger of Risk, March 2026)').click();
    await page.getByRole('dialog', { name: 'Citation' }).waitFor();
    await expect.poll(() => stickingOut(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });
}

test('what the toolbar has no room for is in its menu', async ({ workbench: page }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await openFromList(page, /Baltic Cable/);
  const bullets = page.getByRole('button', { name: 'Bulleted list' });
  await expect(bullets).toBeVisible();
  await page.keyboard.press('Control+Shift+\\');
  await expect(bullets).toHaveCount(0);
  await page.getByText('Three models are on the table').click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Bulleted list' }).click();
  await expect(page.locator('.story-text li').first()).toContainText('Three models are on the table');
});

test('no button of the toolbar moves with the caret, or lies under another', async ({ workbench: page }) => {
  await openFromList(page, /Baltic Cable/);
  const places = () =>
    page.getByRole('toolbar', { name: 'Text' }).evaluate((toolbar) => {
      const bar = toolbar.parentElement ?? toolbar;
      return Array.from(bar.querySelectorAll('button'), (button) => {
        const { left, right } = button.getBoundingClientRect();
        return { left, right };
      });
    });
  for (const width of [1440, 1425, 1300, 1250, 1100, 900]) {
    await page.setViewportSize({ width, height: 700 });
    await page.locator('.story-text').getByText('The Nordvik lost power').click();
    const kind = page.getByRole('button', { name: 'Kind of block' });
    await expect(kind).toHaveText('Text');
    const inText = await places();
    await page.locator('.story-text').getByText('Who Would Own It').click();
    await expect(kind).toHaveText('Heading 2');
    expect(await places()).toEqual(inText);
    for (const [index, { left }] of inText.entries())
      if (index > 0) expect(left).toBeGreaterThanOrEqual(inText[index - 1]?.right ?? 0);
  }
});

test('searching brings the folded list back', async ({ workbench: page }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  await openFromList(page, /Baltic Cable/);
  await expect(list(page)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+f');
  await expect(page.getByRole('searchbox', { name: 'Search stories' })).toBeFocused();
});

for (const width of [900, 1440]) {
  test(`two sources beside a story have their room at ${width} px`, async ({ workbench: page }) => {
    await page.setViewportSize({ width, height: 700 });
    await openFromList(page, /Baltic Cable/);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.keyboard.press('Control+Shift+R');
    await page.keyboard.press('c');
    const second = page.getByRole('region', { name: 'Second source' });
    const close = second.getByRole('button', { name: 'Close the second source' });
    await close.waitFor();
    const edges = await second.evaluate((column) => {
      const chooser = column.querySelector('.review-second button')?.getBoundingClientRect();
      const cross = column.querySelector('.review-second-head > button')?.getBoundingClientRect();
      return { chooser: chooser?.right ?? 0, cross: cross?.left ?? 0, end: cross?.right ?? 0 };
    });
    expect(edges.chooser).toBeLessThanOrEqual(edges.cross);
    expect(edges.end).toBeLessThanOrEqual(width);
    const first = page.locator('.reader-scroll').first();
    await first.locator('mark').first().waitFor();
    expect((await first.boundingBox())?.height).toBeGreaterThan(70);
  });
}
