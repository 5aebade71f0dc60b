// axe finds nothing in any view, in both themes.
import AxeBuilder from '@axe-core/playwright';
import { expect, openFromList, test } from './workbench.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('no view has an accessibility violation', async ({ workbench: page }) => {
      const check = async (view: string) => {
        // Transitions under way would be measured half-way.
        await page.waitForTimeout(300);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(
            ({ id, nodes }) => `${view}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
          ),
        ).toEqual([]);
      };
      await check('empty');
      await openFromList(page, /Baltic Cable/);
      await page.getByRole('heading', { name: 'Overview' }).waitFor();
      await check('story');
      await page.getByRole('tab', { name: /Citations/ }).click();
      await check('citations');
      await page.getByRole('tab', { name: /Links/ }).click();
      await check('links');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
      await check('palette');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('region', { name: 'Preview' }).getByText('Sources').first().waitFor();
      await check('export');
      await page.keyboard.press('Escape');
      for (const room of ['Sources', 'Questions', 'Settings']) {
        await page.getByRole('navigation', { name: 'Rooms' }).getByRole('button', { name: room }).click();
        await check(room);
        if (room === 'Sources') {
          await page.getByRole('row').nth(1).click();
          await check('source details');
        }
      }
    });
  });
}
