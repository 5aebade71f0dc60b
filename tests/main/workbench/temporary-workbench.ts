/**
 * The workbench over a temporary library, and its web application without a host.
 */
import path from 'node:path';
import { printPdfWithChromium } from '#main/hosts/local/print-pdf.ts';
import { createWebApp } from '#main/web/app.ts';
import { createWorkbench, type Workbench } from '#main/workbench/workbench.ts';
import { temporaryFolder, temporaryLibrary } from '../library/temporary-library.ts';

export type TemporaryWorkbench = Workbench & {
  /** Sends a request to the web application as the window does. */
  send(method: 'GET' | 'POST', at: string, body?: Uint8Array | string): Promise<Response>;
  /** Keeps bytes as a copy's original and returns its attachment's name. */
  keep(bytes: Uint8Array | string, at?: '/copies' | '/copies/resources'): Promise<string>;
};

export async function temporaryWorkbench(
  library?: Awaited<ReturnType<typeof temporaryLibrary>>,
): Promise<TemporaryWorkbench> {
  const workbench = createWorkbench(library ?? (await temporaryLibrary()), {
    stylesFolder: path.resolve('data/styles'),
    printPdf: printPdfWithChromium,
  });
  const app = createWebApp({ workbench, rendererFolder: await temporaryFolder() });
  const send: TemporaryWorkbench['send'] = async (method, at, body) =>
    app.fetch(
      new Request(`http://galley${at}`, {
        method,
        ...(body !== undefined && { headers: { 'Content-Type': 'application/octet-stream' }, body: Buffer.from(body) }),
      }),
    );
  return {
    ...workbench,
    send,
    keep: async (bytes, at = '/copies') => (await (await send('POST', at, bytes)).json()).attachment,
  };
}
