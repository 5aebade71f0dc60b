/**
 * An HTML file as PDF, printed by an installed browser of the Chromium family that is never shown and reaches no network.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '#core/model/failure.ts';
import { findChromium } from './browser.ts';

/** A briefing of a hundred stories prints in a few seconds; whatever takes this long has hung. */
const TIMEOUT_MS = 120_000;

/** Prints a self-contained HTML document. Throws `Failure` Invalid where there is no browser, or it prints nothing. */
export async function printPdfWithChromium(html: string): Promise<Uint8Array> {
  const program = findChromium();
  if (!program) {
    throw new Failure(
      'Invalid',
      'A PDF is printed by Chrome, Chromium or Edge, and none is installed here. Export HTML and print it from a browser, or use the desktop window.',
    );
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'galley-print-'));
  try {
    const page = path.join(folder, 'page.html');
    const pdf = path.join(folder, 'page.pdf');
    await writeFile(page, html, { mode: 0o600 });
    const problem = await run(program, [
      '--headless',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--no-default-browser-check',
      // The page itself asks for nothing; this keeps the browser's own services quiet too.
      '--host-resolver-rules=MAP * ~NOTFOUND',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${path.join(folder, 'profile')}`,
      '--no-pdf-header-footer',
      '--generate-pdf-document-outline',
      '--export-tagged-pdf',
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ]);
    return await readFile(pdf).catch((error: unknown) => {
      throw new Failure(
        'Invalid',
        `The browser did not print the PDF${problem ? `: ${problem}` : ''}.`,
        {},
        { cause: error },
      );
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Runs a program to its end; what went wrong in a few words, undefined where nothing did. */
function run(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    // In a process group of its own, so that Ctrl+C on the command line lets the page under way be printed.
    const child = spawn(program, args, { stdio: 'ignore', detached: process.platform !== 'win32' });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve(error.message);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve(code === 0 ? undefined : `it ended with ${code ?? signal}`);
    });
  });
}
