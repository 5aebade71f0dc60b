// The history of a story, driven as an editor does: kept by itself and by hand, looked through, and brought back. And the trash.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { violationsOn } from './violations.ts';
import { caretBefore, expect, openFromList, saved, storyText, test } from './workbench.ts';

const history = (page: Page) => page.getByRole('dialog', { name: 'History', exact: true });
const snapshots = (page: Page) => page.getByRole('listbox', { name: 'Snapshots' });
const changedText = (page: Page) => page.getByRole('article', { name: 'Text with its changes' });

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('searchbox', { name: 'Type a command or a title' }).fill(title);
  // A command about the open story is there once one is open.
  await page.getByRole('option', { name: title }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** Writes `words` at the start of the line that begins with `line`. */
async function writeBefore(page: Page, line: string, words: string): Promise<void> {
  await caretBefore(page, line);
  await page.keyboard.type(words);
  await saved(page);
}

async function noViolations(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  expect(await violationsOn(page)).toEqual([]);
}

test('the state before one wrote is kept, and its changes are walked through and taken back', async ({
  workbench: page,
  host,
}) => {
  await openFromList(page, /Baltic Cable/);
  await writeBefore(page, 'The Nordvik lost power', 'Yesterday evening ');
  await expect.poll(() => readdirSync(path.join(host.library, 'history')).length).toBe(1);
  await runCommand(page, 'History of the story');
  await expect(snapshots(page).getByRole('option', { name: /Before writing/ })).toBeFocused();
  await expect(changedText(page).locator('ins')).toContainText('Yesterday evening');

  await page.keyboard.press('j');
  await expect(history(page).getByRole('status')).toHaveText(/^Change 1 of 1\. Changed: Yesterday evening The Nordvik/);
  await history(page).getByRole('button', { name: 'Restore all' }).click();
  await expect(history(page)).toBeHidden();
  await expect(storyText(page)).not.toContainText('Yesterday evening');
  await saved(page);
  // What was replaced is kept too, and the restore is a change like any other.
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expect(storyText(page)).toContainText('Yesterday evening The Nordvik');
  await saved(page);
  await runCommand(page, 'History of the story');
  await expect(snapshots(page).getByRole('option', { name: /Before a restore/ })).toBeVisible();
});

test('the message of a restore takes that back, and nothing that was written after it', async ({ workbench: page }) => {
  await openFromList(page, /Baltic Cable/);
  await writeBefore(page, 'The Nordvik lost power', 'Yesterday evening ');
  await runCommand(page, 'History of the story');
  await history(page).getByRole('button', { name: 'Restore all' }).click();
  await expect(storyText(page)).not.toContainText('Yesterday evening');
  await caretBefore(page, 'The Nordvik lost power');
  await page.keyboard.type('Since then ');
  const messages = page.getByRole('region', { name: 'Messages' });
  await messages.getByRole('button', { name: 'Undo' }).click();
  await expect(messages).toContainText('is in its history, as “Before a restore”');
  await expect(storyText(page)).toContainText('Since then The Nordvik lost power');
});

test('one section comes back, with its citations, and the others keep what was written since', async ({
  workbench: page,
}) => {
  await openFromList(page, /Baltic Cable/);
  await runCommand(page, 'Keep a snapshot now');
  const name = page.getByRole('textbox', { name: 'Name of the snapshot' });
  await expect(name).toBeFocused();
  await page.keyboard.type('As filed');
  await page.keyboard.press('Enter');
  await expect(snapshots(page).getByRole('option', { name: /As filed/ })).toBeVisible();
  await expect(history(page).getByText('No changes')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(history(page)).toBeHidden();

  const citations = await storyText(page).locator('.cite').count();
  await writeBefore(page, 'Three models are on the table', 'STAYS ');
  await storyText(page)
    .locator('p')
    .filter({ hasText: 'The Nordvik lost power' })
    .evaluate((paragraph) => getSelection()?.selectAllChildren(paragraph));
  await page.keyboard.press('Delete');
  await expect(storyText(page)).not.toContainText('The Nordvik lost power');
  await saved(page);
  expect(await storyText(page).locator('.cite').count()).toBeLessThan(citations);

  await page.getByRole('button', { name: /^Actions for .*Baltic Cable/ }).click();
  await page.getByRole('menuitem', { name: 'History…' }).click();
  await snapshots(page)
    .getByRole('option', { name: /As filed/ })
    .click();
  await changedText(page).getByRole('button', { name: 'Restore the section “Overview”' }).click();
  await expect(history(page)).toBeHidden();
  await expect(storyText(page)).toContainText('The Nordvik lost power');
  await expect(storyText(page)).toContainText('STAYS Three models');
  expect(await storyText(page).locator('.cite').count()).toBe(citations);
  await saved(page);
  await page.keyboard.press('Control+z');
  await expect(storyText(page)).not.toContainText('The Nordvik lost power');
  await expect(storyText(page)).toContainText('STAYS Three models');
});

test('what is copied from an earlier state is pasted with its citations', async ({ workbench: page }) => {
  await openFromList(page, /Baltic Cable/);
  await runCommand(page, 'Keep a snapshot now');
  await page.getByRole('radio', { name: 'As it was' }).click({ force: true });
  await changedText(page).getByRole('button', { name: 'Copy the section “Overview” as it was' }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('The section was copied.');
  await page.keyboard.press('Escape');
  await expect(history(page)).toBeHidden();
  const chips = storyText(page).locator('.cite');
  const before = await chips.count();
  const inSection = await storyText(page).evaluate((root) => {
    const blocks = [...root.children];
    const start = blocks.findIndex((block) => block.textContent === 'Overview');
    const end = blocks.findIndex((block, index) => index > start && /^H\d$/.test(block.tagName));
    return blocks.slice(start, end).reduce((sum, block) => sum + block.querySelectorAll('.cite').length, 0);
  });
  expect(inSection).toBeGreaterThan(0);
  await storyText(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+v');
  await expect(chips).toHaveCount(before + inSection);
});

test('a snapshot that can’t be kept first keeps a restore from happening', async ({ workbench: page, problems }) => {
  await openFromList(page, /Baltic Cable/);
  await writeBefore(page, 'The Nordvik lost power', 'Yesterday evening ');
  await runCommand(page, 'History of the story');
  await page.route('**/api/history.beforeRestore**', (route) => route.abort());
  await history(page).getByRole('button', { name: 'Restore all' }).click();
  // The message stands in front of the history, which stays open.
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Dismiss' }).click();
  await expect(history(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(storyText(page)).toContainText('Yesterday evening');
  expect(problems.splice(0).every((problem) => problem.includes('ERR_FAILED'))).toBe(true);
});

test('two versions of a story are laid side by side and merged, and both are in the history', async ({
  workbench: page,
  context,
  host,
  problems,
}) => {
  await openFromList(page, /Baltic Cable/);
  // This window can't save for a while, and meanwhile another does.
  await page.route('**/api/stories.save**', (route) => route.abort());
  await caretBefore(page, 'The Nordvik lost power');
  await page.keyboard.type('MINE ');
  await page.getByRole('alert').filter({ hasText: 'Your text is safe in this window' }).waitFor();
  const other = await context.newPage();
  await other.goto(host.url);
  await openFromList(other, /Baltic Cable/);
  await writeBefore(other, 'Three models are on the table', 'THEIRS ');
  await other.getByRole('textbox', { name: 'Title' }).fill('Their title');
  await writeBefore(other, 'The Nordvik lost power', 'CONTESTED ');
  await other.close();
  await page.unroute('**/api/stories.save**');
  await page.getByRole('button', { name: 'Compare and merge…' }).click({ timeout: 20_000 });

  const merge = page.getByRole('dialog', { name: /^Two versions of/ });
  await expect(merge).toContainText('One place was changed on both sides');
  await noViolations(page);
  const choiceOf = (name: string | RegExp) => merge.getByRole('radiogroup', { name });
  await expect(choiceOf('Title').getByRole('radio', { name: 'Take the library’s' })).toBeChecked();
  await expect(choiceOf(/Three models/).getByRole('radio', { name: 'Take the library’s' })).toBeChecked();
  await expect(choiceOf(/Nordvik/).getByRole('radio', { name: 'Take mine' })).toBeChecked();
  // Left as it is, nothing is lost and it can be taken up again.
  await page.keyboard.press('Escape');
  await expect(storyText(page)).toContainText('MINE The Nordvik');
  await runCommand(page, 'Keep a snapshot now');
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('The story can’t be saved now');
  await page.getByRole('button', { name: 'Compare and merge…' }).click();
  await choiceOf(/Nordvik/)
    .getByRole('radio', { name: 'Take mine' })
    .focus();
  await page.keyboard.press('ArrowLeft');
  await expect(choiceOf(/Nordvik/).getByRole('radio', { name: 'Take the library’s' })).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await merge.getByRole('button', { name: 'Save the merged story' }).click();
  await expect(merge).toBeHidden();
  await expect(storyText(page)).toContainText('MINE The Nordvik');
  await expect(storyText(page)).not.toContainText('CONTESTED');
  await expect(storyText(page)).toContainText('THEIRS Three models');
  await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Their title');
  await saved(page);
  await runCommand(page, 'History of the story');
  await expect(snapshots(page).getByRole('option', { name: /before merge/ })).toBeVisible();
  await snapshots(page)
    .getByRole('option', { name: /Before a merge/ })
    .click();
  await expect(changedText(page)).toContainText('CONTESTED');
  expect(problems.splice(0).every((problem) => /ERR_FAILED|409/.test(problem))).toBe(true);
});

test('what was deleted stands in the trash, comes back, and is deleted for ever only when asked', async ({
  workbench: page,
  host,
}) => {
  const remove = async (title: RegExp) => {
    await openFromList(page, title);
    await page.getByRole('button', { name: new RegExp(`^Actions for .*${title.source}`) }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    // The message may still be that of the one before.
    await expect(page.getByRole('list', { name: 'Stories' }).getByRole('button', { name: title })).toHaveCount(0);
  };
  await remove(/Baltic Cable/);
  await remove(/Grain Index/);
  await runCommand(page, 'Go to Trash');
  const stories = page.getByRole('region', { name: 'Stories' });
  await expect(stories.getByRole('listitem')).toHaveCount(2);
  await noViolations(page);
  await stories.getByRole('button', { name: /^Restore “.*Baltic Cable/ }).click();
  await expect(stories.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Empty the trash…' }).click();
  await page.getByRole('button', { name: 'Keep in the trash' }).click();
  await expect(stories.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('button', { name: 'Empty the trash…' }).click();
  await page.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(page.getByText('Nothing was deleted.')).toBeVisible();
  expect(readdirSync(path.join(host.library, 'trash', 'stories'))).toEqual([]);
  await page.keyboard.press('Control+1');
  await openFromList(page, /Baltic Cable/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('the history has no accessibility violation', async ({ workbench: page }) => {
      test.slow();
      await openFromList(page, /Baltic Cable/);
      await page.getByRole('textbox', { name: 'Title' }).fill('Baltic Cable, second day');
      await storyText(page).getByText('The Nordvik lost power').click({ clickCount: 3 });
      await page.keyboard.type('Rewritten. ');
      await saved(page);
      await runCommand(page, 'History of the story');
      await changedText(page).waitFor();
      await noViolations(page);
      await page.keyboard.press('j');
      await page.getByRole('radio', { name: 'As it was' }).click({ force: true });
      await noViolations(page);
      await page.getByRole('button', { name: 'More for this snapshot' }).click();
      await page.getByRole('menuitem', { name: 'Delete the snapshot…' }).click();
      await page.getByRole('dialog', { name: 'Delete this snapshot?' }).waitFor();
      await noViolations(page);
      await page.getByRole('button', { name: 'Delete for ever' }).click();
      await expect(history(page).getByText('Earlier states of this story will stand here')).toBeVisible();
      await noViolations(page);
    });
  });
}
