/**
 * What the window makes of the workbench's answers before it reads them: that it is there, or that it doesn't know
 * this window.
 */
import { Failure } from '#core/model/failure.ts';
import { workbenchAnswered } from './changes.ts';
import { fetchAside, type Init } from './send-aside.ts';

type Fetch = (url: RequestInfo | URL, init?: Init) => Promise<Response>;

/** `fetchAside`, for calls whatever they take. Throws `Failure` Unreadable where the workbench doesn't know this window. */
export const fetchCall: Fetch = async (url, init) => checked(await fetchAside(url, init));

/** `fetch`, for calls whose answer is read as it comes. Throws as `fetchCall` does. */
export const fetchSteps: Fetch = async (url, init) =>
  checked(await fetch(url, { ...init, signal: init?.signal ?? null }));

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
