/**
 * The start URL's token, swapped for a cookie before the window makes its first call.
 */

/**
 * Sends the token of the address, where it carries one, and takes it out of the address and the history. Returns whether there
 * was one.
 */
export async function exchangeToken(): Promise<boolean> {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (!token) return false;
  window.history.replaceState(null, '', window.location.pathname);
  await fetch('/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return true;
}
