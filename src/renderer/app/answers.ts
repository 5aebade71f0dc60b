/**
 * What the window makes of the workbench's answers before it reads them: that it is there, that it doesn't know this window,
 * or that a save is not answered at all.
 */
import { Failure } from '#core/model/failure.ts';
import { workbenchAnswered } from './changes.ts';
import { fetchAside, type Init } from './send-aside.ts';

/** A save takes milliseconds, and seconds on a slow disk: what takes longer than this does not arrive. */
const SAVED_WITHIN_MS = 30_000;

type Fetch = (url: RequestInfo | URL, init?: Init) => Promise<Response>;

/** `fetchAside`, for calls whatever they take. Throws `Failure` Unreadable where the workbench doesn't know this window. */
export const fetchCall: Fetch = async (url, init) => checked(await fetchAside(url, init));

/** `fetch`, for calls whose answer is read as it comes. Throws as `fetchCall` does. */
export const fetchSteps: Fetch = async (url, init) =>
  checked(await fetch(url, { ...init, signal: init?.signal ?? null }));

/** `fetchCall`, for saves: given up after half a minute with a `Failure` Unreadable, so that they can be tried again. */
export const fetchSave: Fetch = async (url, init) => {
  const giveUp = new AbortController();
  const { signal } = init ?? {};
  signal?.addEventListener('abort', () => giveUp.abort(signal.reason));
  const timer = setTimeout(
    () => giveUp.abort(new Failure('Unreadable', 'Galley hasn’t answered for half a minute.')),
    SAVED_WITHIN_MS,
  );
  try {
    return await fetchCall(url, { ...init, signal: giveUp.signal });
  } finally {
    clearTimeout(timer);
  }
};

function checked(response: Response): Response {
  if (response.status === 401) {
    throw new Failure(
      'Unreadable',
      'Galley was started anew and doesn’t know this window yet. Open the address that it printed, in this browser, and this window works again.',
    );
  }
  if (response.ok) workbenchAnswered();
  return response;
}
