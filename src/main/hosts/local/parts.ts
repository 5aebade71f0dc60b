/**
 * What the local host and the command line give the workbench.
 */
import type { HostParts } from '../../workbench/workbench.ts';
import { stylesFolder } from '../folders.ts';
import { printPdfWithChromium } from './print-pdf.ts';

export const hostParts = (): HostParts => ({ stylesFolder: stylesFolder(), printPdf: printPdfWithChromium });
