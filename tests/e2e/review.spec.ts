// Reviewing a story's citations beside their sources.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { makeReviewedLibrary } from './reviewed-library.ts';
import { violationsOn } from './violations.ts';
import { expect, saved, startHost, storyText, test as workbenchTest } from './workbench.ts';

const test = workbenchTest.extend({
  host: async ({ page: _ }, use) => {
    const library = path.join(mkdtempSync(path.join(tmpdir(), 'galley-review-')), 'library');
    await makeReviewedLibrary(library);
    const host = await startHost(library);
    await use(host);
    await host.stop();
    rmSync(path.dirname(library), { recursive: true, force: true });
  },
});

/** Opens the story and its review, by keyboard. */
async function startReview(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Lithium Corridor');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The Price Question' }).waitFor();
  await page.keyboard.press('Control+Shift+R');
  await expect(page.getByText('0 of 4 reviewed')).toBeVisible();
}

const said = (page: Page) => page.getByRole('log', { name: 'Review' });
const chips = (page: Page) => storyText(page).locator('.cite');
/** The text of the first source's copy. */
const reader = (page: Page) => page.locator('.reader-scroll').first();

test('reviews a story to its last citation by keyboard only', async ({ workbench: page }) => {
  await startReview(page);
  await expect(said(page)).toContainText('Citation 1 of 4, Harbour Gazette, unverified');
  await expect(said(page)).toContainText('Quoted passage found, word for word');
  await page.keyboard.press('k');
  await expect(said(page)).toContainText('This is the first one');
  await page.keyboard.press('1');
  await expect(said(page)).toContainText('Supports');
  await page.keyboard.press('j');
  await expect(said(page)).toContainText('Citation 2 of 4, Meridian Wire, unverified');
  await page.keyboard.press('2');
  await page.keyboard.press('j');
  await expect(page.getByRole('tab', { name: 'Meridian Wire' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press(']');
  await expect(said(page)).toContainText('Source 2 of 2, Harbour Gazette');
  await expect(page.getByRole('tab', { name: 'Harbour Gazette' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('[');
  await page.keyboard.press('3');
  await page.keyboard.press('n');
  await page.keyboard.type('One letter off; 1 word to check.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await page.keyboard.press('4');
  await expect(page.getByRole('progressbar', { name: 'Citations reviewed' })).toHaveAttribute('aria-valuenow', '4');
  await expect(page.getByText('4 of 4 reviewed')).toBeVisible();
  await expect(chips(page).nth(0)).toHaveAttribute('data-verdict', 'supports');
  await expect(chips(page).nth(2)).toHaveAttribute('data-verdict', 'contradicts');
  await expect(chips(page).nth(3)).toHaveAttribute('data-lit', '');

  await page.keyboard.press('Control+z');
  await expect(page.getByText('3 of 4 reviewed')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await saved(page);
  await page.keyboard.press('Escape');
  await expect(page.getByText('4 citations, 4 reviewed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Review', exact: true })).toBeFocused();

  await page.reload();
  await expect(page.getByText('4 citations, 4 reviewed')).toBeVisible();
  await page.keyboard.press('Control+Shift+R');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('One letter off; 1 word to check.');
  await page.keyboard.press('3');
  await expect(page.getByText('3 of 4 reviewed')).toBeVisible();
});

test('lets a verdict fall back when its sentence changes', async ({ workbench: page }) => {
  await startReview(page);
  await page.keyboard.press('1');
  await expect(page.getByText('1 of 4 reviewed')).toBeVisible();
  await page.keyboard.press('e');
  await expect(storyText(page)).toBeFocused();
  await page.keyboard.type(' or so it is said');
  await expect(storyText(page)).toContainText('March 2026) or so it is said.');
  await expect(chips(page).first()).toHaveAttribute('data-verdict', 'changed');
  await expect(chips(page).first()).toHaveAttribute('aria-label', /changed since review$/);
  await page.getByRole('tab', { name: /Citations/ }).click();
  await expect(page.getByRole('list', { name: 'Citations' }).getByRole('button').first()).toContainText(
    'Changed since review',
  );
  await expect(page.getByText('4 citations, 0 reviewed')).toBeVisible();

  await page.keyboard.press('Control+Shift+R');
  await page.getByRole('button', { name: /Citations to go through/ }).click();
  await page.getByRole('option', { name: 'Changed since review' }).click();
  await expect(page.getByText('Citation 1 of 1', { exact: true })).toBeVisible();
  await expect(page.getByText('The sentence has changed since the verdict “Supports”.')).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText('1 of 4 reviewed')).toBeVisible();
  await expect(chips(page).first()).toHaveAttribute('data-verdict', 'supports');
});

test('lets a verdict fall back when the citation is pointed at another source', async ({ workbench: page }) => {
  await startReview(page);
  await page.keyboard.press('1');
  await expect(page.getByText('1 of 4 reviewed')).toBeVisible();
  await page.keyboard.press('Escape');
  await chips(page).first().click();
  const form = page.getByRole('dialog', { name: 'Citation' });
  await form.getByRole('button', { name: 'Add another source' }).click();
  await page.keyboard.type('Meridian');
  await page.keyboard.press('Enter');
  await form
    .getByRole('button', { name: /^Remove / })
    .first()
    .click();
  await page.keyboard.press('Control+Enter');
  await expect(chips(page).first()).toHaveAttribute('data-verdict', 'changed');
  await expect(page.getByText('4 citations, 0 reviewed')).toBeVisible();
  await page.keyboard.press('Control+Shift+R');
  await expect(page.getByText('The sources have changed since the verdict “Supports”.')).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByText('1 of 4 reviewed')).toBeVisible();
});

test('shows what a filter holds and nothing else', async ({ workbench: page }) => {
  const choose = async (name: string) => {
    await page.getByRole('button', { name: /Citations to go through/ }).click();
    await page.getByRole('option', { name, exact: true }).click();
  };
  await startReview(page);
  for (const verdict of ['1', '3', '1', '4']) {
    await page.keyboard.press(verdict);
    await page.keyboard.press('j');
  }
  await expect(page.getByText('4 of 4 reviewed')).toBeVisible();
  await choose('Not found');
  await expect(page.getByText('Citation 1 of 1', { exact: true })).toBeVisible();
  await expect(chips(page).nth(3)).toHaveAttribute('data-lit', '');
  // Behind the place that the review is at there is none: it goes on from the beginning.
  await choose('Contradicted');
  await expect(chips(page).nth(1)).toHaveAttribute('data-lit', '');
  await choose('Unverified');
  await expect(page.getByText('Citation 1 of 1', { exact: true })).toBeHidden();
  await expect(page.locator('.review-bar')).toContainText('Unverified');
  await expect(page.locator('[data-lit]')).toHaveCount(0);
});

test('shows the quoted passage in its copy, and what differs', async ({ workbench: page }) => {
  await startReview(page);
  await expect(reader(page).locator('mark')).toHaveText('Both have European offtake written into their loans');
  await expect(page.getByText('100 %', { exact: true })).toBeVisible();
  await chips(page).nth(2).click();
  await expect(reader(page).locator('mark')).toHaveText('“Whoever owns the reference owns the margins');
  await expect(reader(page).locator('mark')).toBeInViewport();
  const line = page.locator('.match-line');
  await expect(line).toContainText('98 %');
  await expect(line.locator('del')).toContainText('margin');
  await expect(line.locator('ins')).toContainText('margins');
  await expect(line).toContainText('page 2');
  await page.keyboard.press(']');
  await expect(page.getByText('Nothing in this copy is near the quoted passage.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('The quoted passage differs from the source, 98 % alike')).toBeVisible();
});

test('compares quoted passages with their copies before anybody looks at them', async ({ workbench: page }) => {
  await page
    .getByRole('list', { name: 'Stories' })
    .getByRole('button', { name: /Lithium Corridor/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'The Price Question' }).waitFor();
  const finding = page.getByRole('region', { name: 'Checks' }).getByRole('button', { name: /^The quoted passage/ });
  await expect(finding).toHaveCount(1);
  await expect(finding).toContainText('The quoted passage differs from the source, 98 % alike');
  await expect(finding).toContainText('Whoever owns the reference owns the margin');

  await page.keyboard.press('Control+Shift+R');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('.match-line')).toContainText('98 %');
  await reader(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('toolbar', { name: 'Selected passage' }).waitFor();
  await page.keyboard.press('q');
  await expect(page.getByText('100 %', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Checks' })).toBeVisible();
  await expect(finding).toHaveCount(0);
  await storyText(page).click();
  await page.keyboard.press('Control+z');
  await expect(finding).toContainText('98 % alike');
});

test('quotes a passage that is selected in the copy', async ({ workbench: page }) => {
  await startReview(page);
  await page.keyboard.press('j');
  await expect(page.getByText('This citation quotes no passage.')).toBeVisible();
  await page.keyboard.press('q');
  await expect(said(page)).toContainText('Select a passage of the source first');
  await reader(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('toolbar', { name: 'Selected passage' }).waitFor();
  await page.keyboard.press('q');
  await expect(page.locator('.match-line')).toContainText('An index publisher in Rotterdam began on Monday');
  await expect(page.getByText('100 %', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('This citation quotes no passage.')).toBeVisible();
});

test('opens a second source beside the first', async ({ workbench: page }) => {
  await startReview(page);
  await chips(page).nth(2).click();
  await page.keyboard.press('c');
  const second = page.getByRole('region', { name: 'Second source' });
  await expect(second.locator('.reader-scroll')).toContainText('We settle against the new price');
  await expect(reader(page)).toContainText('Whoever owns the reference');
  await expect(async () => {
    const left = await reader(page).boundingBox();
    const right = await second.locator('.reader-scroll').boundingBox();
    expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0));
  }).toPass();
  await second.getByRole('button', { name: /Second source/ }).click();
  await page.getByRole('option', { name: /Continental Review/ }).click();
  await expect(second).toContainText('This source has no offline copy');
  await second.getByRole('button', { name: 'Close the second source' }).click();
  await expect(second).toHaveCount(0);
});

test('attaches a copy where there is none, and quotes from it', async ({ workbench: page }) => {
  await startReview(page);
  await chips(page).nth(3).click();
  await expect(page.getByText('This source has no offline copy')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach a copy…' }).click();
  await (await chooser).setFiles({
    name: 'border.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Refined salt is counted otherwise than battery-grade hydroxide. Nobody explains why.'),
  });
  await expect(reader(page)).toContainText('Refined salt is counted otherwise');
  await expect(page.getByText(/Continental Review, 2025 · Text, kept/)).toBeVisible();
  await reader(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Use as the quoted passage' }).click();
  await expect(page.locator('.match-line')).toContainText('Refined salt is counted otherwise');
  await saved(page);
});

test('judges source and information', async ({ workbench: page }) => {
  await startReview(page);
  await page.getByRole('radiogroup', { name: 'Reliability' }).getByText('C', { exact: true }).click();
  await expect(page.getByText('Fairly reliable')).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Credibility' }).getByText('2', { exact: true }).click();
  await expect(page.getByText('Probably true')).toBeVisible();
  await saved(page);
  await page.reload();
  await page.getByRole('heading', { name: 'The Price Question' }).waitFor();
  await page.keyboard.press('Control+Shift+R');
  await expect(page.getByText('Fairly reliable')).toBeVisible();
  await expect(page.getByText('Probably true')).toBeVisible();

  const clear = (name: string) => page.getByRole('button', { name, exact: true });
  await clear('Clear reliability').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not graded')).toBeVisible();
  await expect(clear('Clear reliability')).toHaveCount(0);
  await expect(page.getByRole('radiogroup', { name: 'Reliability' }).getByRole('radio').first()).toBeFocused();
  await clear('Clear credibility').click();
  await expect(page.getByText('Not judged')).toBeVisible();
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await saved(page);
  await page.reload();
  await page.getByRole('heading', { name: 'The Price Question' }).waitFor();
  await page.keyboard.press('Control+Shift+R');
  await expect(page.getByText('Not graded')).toBeVisible();
  await expect(page.getByText('Not judged')).toBeVisible();
});

test('keeps the found passage in view when a second source takes room from it, and shows what both are graded', async ({
  workbench: page,
}) => {
  await page.setViewportSize({ width: 1000, height: 768 });
  await startReview(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const passage = reader(page).locator('mark').first();
  await expect(passage).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('c');
  const second = page.getByRole('region', { name: 'Second source' });
  await expect(second.locator('.reader-scroll')).toContainText('We settle against the new price');
  await expect(passage).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('radiogroup', { name: 'Reliability' })).toHaveCount(2);
  for (const grade of await page.getByRole('radiogroup', { name: 'Reliability' }).all())
    await expect(grade).toBeInViewport({ ratio: 1 });

  // Who has scrolled away is not led back.
  await reader(page).evaluate((view) => view.scrollTo(0, view.scrollHeight));
  await expect(passage).not.toBeInViewport();
  await page.setViewportSize({ width: 1000, height: 720 });
  await page.waitForTimeout(300);
  await expect(passage).not.toBeInViewport();
});

test('steps through what lacks citations', async ({ workbench: page }) => {
  await startReview(page);
  const choose = async (name: string) => {
    await page.getByRole('button', { name: /Citations to go through/ }).click();
    await page.getByRole('option', { name }).click();
  };
  await choose('Single-sourced sections');
  await expect(page.getByText('Section 1 of 2', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This section rests on one outlet' })).toBeVisible();
  await expect(storyText(page).getByRole('heading', { name: 'Overview' })).toHaveAttribute('data-lit', '');
  await page.keyboard.press('j');
  await expect(page.getByText('comes from Continental Review')).toBeVisible();
  await choose('Uncited paragraphs');
  await expect(page.getByText('Paragraph 1 of 3', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'This list item cites nothing' })).toBeVisible();
  const lit = storyText(page).locator('[data-lit]');
  await expect(lit).toHaveText(/^For investors/);
  await page.keyboard.press('j');
  await expect(lit).toHaveText(/^For attorneys/);
  await choose('Contradicted');
  await expect(page.getByText('There is nothing under “Contradicted”.')).toBeVisible();
  await page.getByRole('button', { name: 'Show all citations' }).click();
  await expect(page.getByText('Citation 1 of 4', { exact: true })).toBeVisible();
});

test('lists its keys, which leave the story alone', async ({ workbench: page }) => {
  await startReview(page);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys of the review' });
  await expect(keys).toContainText('Take the verdict back');
  await page.keyboard.press('1');
  await expect(page.getByText('0 of 4 reviewed')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(page.getByText('0 of 4 reviewed')).toBeVisible();
  await storyText(page).getByText('Officials on either side').click();
  await page.keyboard.type('xyz');
  await expect(storyText(page)).not.toContainText('xyz');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('has no accessibility violation', async ({ workbench: page }) => {
      // Seven views are gone through.
      test.slow();
      const check = async (view: string) => {
        // Transitions under way would be measured half-way.
        await page.waitForTimeout(300);
        expect(await violationsOn(page), view).toEqual([]);
      };
      await startReview(page);
      await page.keyboard.press('2');
      await check('exact');
      await page.keyboard.press('j');
      await check('no quote');
      await page.keyboard.press('j');
      await page.keyboard.press('c');
      await page.getByText('98 %', { exact: true }).waitFor();
      await page.getByText('1 excerpt', { exact: true }).click();
      await check('two sources');
      await page.keyboard.press('?');
      await check('keys');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /Citations to go through/ }).click();
      await check('filter');
      await page.getByRole('option', { name: 'Single-sourced sections' }).click();
      await check('section');
      await page.setViewportSize({ width: 900, height: 900 });
      await check('narrow');
    });
  });
}
