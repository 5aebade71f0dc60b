// axe finds nothing in any view, in both themes.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, openFromList, test } from './workbench.ts';

/** Fails where axe finds something in what the page shows now. */
async function check(page: Page, view: string): Promise<void> {
  // Transitions under way would be measured half-way.
  await page.waitForTimeout(300);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
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
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await check(page, 'palette');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('region', { name: 'Preview' }).getByText('Sources').first().waitFor();
      await check(page, 'export');
      await page.keyboard.press('Escape');
      for (const room of ['Sources', 'Questions', 'Settings']) {
        await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: room }).click();
        await check(page, room);
        if (room === 'Sources') {
          await page.getByRole('row').nth(1).click();
          await check(page, 'source details');
        }
      }
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
