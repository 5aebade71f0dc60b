// A story of 40,000 words, of which only what is near the screen is laid out: that must not be seen.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { longPage } from '../bench/long-story.ts';
import { expect, importPages, saved, storyText, test } from './workbench.ts';

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'galley-long-'));
  writeFileSync(path.join(folder, 'long.txt'), longPage(40_000, 300));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.beforeEach(async ({ workbench: page }) => {
  await importPages(page, [path.join(folder, 'long.txt')]);
  await page.getByRole('button', { name: 'Open the story' }).click();
  await expect(storyText(page)).toContainText('Section 42');
});

const goTo = (page: Page, name: string) =>
  page.getByRole('grid', { name: 'Outline' }).getByText(name, { exact: true }).click();

/** Where a section's heading is on the screen, in pixels below the upper edge of the text's window. */
const topOf = (page: Page, name: string) =>
  storyText(page)
    .getByRole('heading', { name, exact: true })
    .evaluate((heading) => {
      const edge = heading.closest('.story-scroll')?.getBoundingClientRect().top ?? 0;
      return heading.getBoundingClientRect().top - edge;
    });

/** Waits until nothing on the screen moves any more. */
async function settled(page: Page, name: string): Promise<number> {
  let last = Number.NaN;
  await expect
    .poll(async () => {
      const before = last;
      last = await topOf(page, name);
      return last - before;
    })
    .toBe(0);
  return last;
}

test('a jump to a far section ends at its heading, with its slider beside it', async ({ workbench: page }) => {
  for (const name of ['Section 42', 'Section 20', 'Section 30', 'Section 2']) {
    await goTo(page, name);
    const top = await settled(page, name);
    expect(top, name).toBeGreaterThanOrEqual(0);
    expect(top, name).toBeLessThan(160);
    const slider = await page
      .locator('.section-margin')
      .getByRole('slider', { name: `Confidence of ${name}`, exact: true })
      .evaluate((element) => element.getBoundingClientRect().top);
    const heading = await storyText(page).getByRole('heading', { name, exact: true }).boundingBox();
    expect(Math.abs(slider - (heading?.y ?? 0)), name).toBeLessThan(40);
  }
});

test('the caret goes to the end and back, and what is typed there is seen and saved', async ({ workbench: page }) => {
  await storyText(page)
    .locator('p')
    .first()
    .click({ position: { x: 4, y: 8 } });
  await page.keyboard.press('Control+End');
  await page.keyboard.type('The very end.');
  const last = storyText(page).locator('p').last();
  await expect(last).toContainText('The very end.');
  await expect(last).toBeInViewport();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('The very start. ');
  await expect(storyText(page).getByText('The very start.')).toBeInViewport();
  await saved(page);
});

test('scrolling back through what was never shown does not jump', async ({ workbench: page }) => {
  await goTo(page, 'Section 30');
  await settled(page, 'Section 30');
  const box = await storyText(page).boundingBox();
  await page.mouse.move((box?.x ?? 0) + 200, 500);
  for (let step = 0; step < 6; step += 1) {
    const before = await topOf(page, 'Section 30');
    await page.mouse.wheel(0, -90);
    await expect.poll(() => topOf(page, 'Section 30').then((top) => top - before)).toBeGreaterThan(89);
    const moved = (await settled(page, 'Section 30')) - before;
    expect(Math.abs(moved - 90)).toBeLessThan(2);
  }
});

test('a save that doesn’t arrive is said, and tried again', async ({ workbench: page, problems }) => {
  await storyText(page)
    .locator('p')
    .first()
    .click({ position: { x: 4, y: 8 } });
  await page.route('**/api/stories.save**', (route) => route.abort());
  await page.keyboard.type('Typed meanwhile. ');
  await page.getByRole('alert').filter({ hasText: 'Your text is safe in this window' }).waitFor();
  await page.unroute('**/api/stories.save**');
  await saved(page);
  await page.reload();
  await page
    .getByRole('list', { name: 'Stories' })
    .getByRole('button', { name: /^A Long Story/ })
    .first()
    .click();
  await expect(storyText(page)).toContainText('Typed meanwhile.');
  expect(problems.splice(0).every((problem) => problem.includes('ERR_FAILED'))).toBe(true);
});
