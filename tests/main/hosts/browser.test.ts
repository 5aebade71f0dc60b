// How a browser is started with an address that carries a token, and whose a connection is.
import { describe, expect, it } from 'vitest';
import { browserCommand, launchPage } from '#main/hosts/local/browser.ts';
import { usersOfConnection } from '#main/hosts/local/peer.ts';

const URL_WITH_TOKEN = 'http://127.0.0.1:41000/#token=abc';

describe('opening the window in a browser', () => {
  it('takes a Chromium of its own window first, then the system’s opener, and nothing without a display', () => {
    const env = { DISPLAY: ':0', PATH: '/usr/local/bin:/usr/bin' };
    const open = (has: string[]) => browserCommand(URL_WITH_TOKEN, env, 'linux', (file) => has.includes(file));
    expect(open(['/usr/bin/chromium', '/usr/bin/xdg-open'])).toEqual([
      '/usr/bin/chromium',
      [`--app=${URL_WITH_TOKEN}`],
    ]);
    expect(open(['/usr/bin/xdg-open'])).toEqual(['/usr/bin/xdg-open', [URL_WITH_TOKEN]]);
    expect(open([])).toBeUndefined();
    expect(browserCommand(URL_WITH_TOKEN, { PATH: '/usr/bin' }, 'linux', () => true)).toBeUndefined();
  });

  it('can go through a page, in which no address leaves its attribute', () => {
    expect(launchPage(URL_WITH_TOKEN)).toContain(`content="0; url=${URL_WITH_TOKEN}"`);
    expect(launchPage('http://x/"><script>')).not.toContain('<script>');
  });
});

describe('the user of a connection', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:A028 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0 100 0 0 10 0',
    '   1: 0100007F:A028 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0 20 4 30 10 -1',
    '  12: 0100007F:C350 0100007F:A028 01 00000000:00000000 00:00000000 00000000   501        0 3 1 0 20 4 30 10 -1',
  ].join('\n');

  it('is that of the end which has connected, not ours', () => {
    expect(usersOfConnection(table, 0xc350, 0xa028)).toEqual([501]);
    expect(usersOfConnection(table, 0xc351, 0xa028)).toEqual([]);
    expect(usersOfConnection('', 0xc350, 0xa028)).toEqual([]);
  });
});
