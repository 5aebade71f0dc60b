/**
 * Electron's entry: hands the app to the desktop host.
 */
import { startDesktop } from './hosts/electron/desktop.ts';

startDesktop(process.argv).catch((error: unknown) => {
  console.error('galley:', error);
  process.exitCode = 1;
});
