// What axe finds on a page: the one way in which the browser tests ask it.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds in what `page` shows now, a line for each rule: its name and the elements, cut to 160 characters each.
 *
 * It runs in the page itself and gives back what is wrong only. By default it would open an empty page for every look and
 * hand over every element that is right, too; that finds the same where there are no frames, and takes more than twice as long.
 */
export async function violationsOn(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
