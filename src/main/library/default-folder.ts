/**
 * Where the library lies unless told otherwise, and what this machine remembers: the platform's folder for an app's data.
 */
import os from 'node:os';
import path from 'node:path';

/** What this user has decided on this machine, whatever the library. */
export function machineFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  return path.dirname(defaultLibraryFolder(env, platform));
}

/** The default library's folder for this user (XDG Base Directory Specification 0.8; Apple's and Microsoft's own rules). */
export function defaultLibraryFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = os.homedir();
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Galley', 'Library');
  if (platform === 'win32') return path.join(env.APPDATA ?? path.join(home, 'AppData', 'Roaming'), 'Galley', 'Library');
  // A relative XDG_DATA_HOME is invalid and to be ignored.
  const data =
    env.XDG_DATA_HOME && path.isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : path.join(home, '.local', 'share');
  return path.join(data, 'galley', 'library');
}
