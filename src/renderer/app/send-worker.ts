/**
 * The thread that sends large bodies.
 */
import type { SendAnswer, SendCancelled, SendRequest } from './send-messages.ts';

const underWay = new Map<number, AbortController>();

addEventListener('message', async ({ data }: MessageEvent<SendRequest | SendCancelled>) => {
  if ('cancelled' in data) {
    underWay.get(data.cancelled)?.abort();
    return;
  }
  const { number, url, ...request } = data;
  const answer = (answered: SendAnswer) => postMessage(answered);
  const cancelling = new AbortController();
  underWay.set(number, cancelling);
  try {
    const response = await fetch(url, { ...request, signal: cancelling.signal });
    answer({ number, status: response.status, text: await response.text() });
  } catch (error) {
    answer({ number, problem: error instanceof Error ? error.message : String(error) });
  } finally {
    underWay.delete(number);
  }
});
