import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultLibraryFolder } from '#main/library/default-folder.ts';

describe('the default library', () => {
  it('lies in the platform’s folder for data', () => {
    expect(defaultLibraryFolder({}, 'linux')).toBe(path.join(os.homedir(), '.local', 'share', 'galley', 'library'));
    expect(defaultLibraryFolder({ XDG_DATA_HOME: '/data' }, 'linux')).toBe(path.join('/data', 'galley', 'library'));
    expect(defaultLibraryFolder({}, 'darwin')).toBe(
      path.join(os.homedir(), 'Library', 'Application Support', 'Galley', 'Library'),
    );
    expect(defaultLibraryFolder({ APPDATA: 'C:\\Roaming' }, 'win32')).toBe(
      path.join('C:\\Roaming', 'Galley', 'Library'),
    );
  });

  it('takes no relative XDG_DATA_HOME, as its specification says', () => {
    expect(defaultLibraryFolder({ XDG_DATA_HOME: 'data' }, 'linux')).toBe(
      path.join(os.homedir(), '.local', 'share', 'galley', 'library'),
    );
  });
});
