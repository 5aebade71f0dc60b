/**
 * What the local host and the command line give the workbench.
 */
import type { HostParts } from '../../workbench/workbench.ts';
import { stylesFolder } from '../folders.ts';

export const hostParts = (): HostParts => ({
  stylesFolder: stylesFolder(),
  // Most commands print no PDF, and what starts another program takes a while to load.
  printPdf: async (html) => (await import('./print-pdf.ts')).printPdfWithChromium(html),
});
