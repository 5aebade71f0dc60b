// axe finds nothing in any view, in both themes.
import type { Page } from '@playwright/test';
import { violationsOn } from './violations.ts';
import { expect, openFromList, test } from './workbench.ts';

/** Fails where axe finds something in what the page shows now. */
async function check(page: Page, view: string): Promise<void> {
  // Transitions under way would be measured half-way.
  await page.waitForTimeout(300);
  expect(await violationsOn(page), view).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('no view has an accessibility violation', async ({ workbench: page }) => {
      // Every view is looked through as a whole, which takes long on a busy machine.
      test.slow();
      await check(page, 'empty');
      await openFromList(page, /Baltic Cable/);
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      await check(page, 'story');
      await page.getByRole('tab', { name: /Citations/ }).click();
      await check(page, 'citations');
      await page.getByRole('tab', { name: /Links/ }).click();
      await check(page, 'links');
      await page.keyboard.press('Control+f');
      await page.keyboard.type('repair');
      await page.getByText('1 of 6, title').waitFor();
      await check(page, 'finding in the story');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await check(page, 'palette');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('region', { name: 'Preview' }).getByText('Sources').first().waitFor();
      await check(page, 'export');
      await page.keyboard.press('Escape');
      for (const room of ['Sources', 'Questions', 'Briefings', 'Settings']) {
        await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: room }).click();
        await check(page, room);
        if (room === 'Sources') {
          await page.getByRole('row').nth(1).click();
          await check(page, 'source details');
        }
      }
    });

    test('nor has any part of copies and excerpts', async ({ workbench: page }) => {
      await page.keyboard.press('Control+2');
      await page.getByRole('row', { name: /Chamber Reports/ }).click();
      await page.getByRole('tab', { name: 'Copy' }).click();
      await check(page, 'no copy');
      await page.getByRole('button', { name: 'Paste text…' }).click();
      await page.getByRole('textbox', { name: 'Text', exact: true }).fill('The first sentence.\n\nThe second one.');
      await check(page, 'pasting a copy');
      await page.getByRole('button', { name: 'Keep' }).click();
      await page.locator('.reader-scroll').focus();
      await page.keyboard.press('Enter');
      await page.getByRole('toolbar', { name: 'Selected passage' }).waitFor();
      await check(page, 'a passage of a copy');
      await page.keyboard.press('e');
      await page.keyboard.press('Control+f');
      await page.keyboard.type('second');
      await check(page, 'finding in a copy');
      await page.getByRole('tab', { name: /Excerpts/ }).click();
      await page.getByRole('list', { name: 'Excerpts' }).getByRole('listitem').waitFor();
      await check(page, 'excerpts');
    });

    test('weighing a story has no accessibility violation', async ({ workbench: page }) => {
      await openFromList(page, /Baltic Cable/);
      await page.getByRole('region', { name: 'Checks' }).waitFor();
      await page
        .getByRole('textbox', { name: 'Story text' })
        .getByRole('group', { name: /^Claim/ })
        .first()
        .click();
      await page.getByRole('region', { name: 'Claim', exact: true }).waitFor();
      await check(page, 'claim');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Mute “Confidence 28/ }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.type('Known');
      await check(page, 'muting');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /^Muted/ }).click();
      await page.getByRole('list', { name: 'Muted checks' }).waitFor();
      await check(page, 'muted');
    });
  });
}
