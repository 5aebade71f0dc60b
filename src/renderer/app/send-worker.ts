/**
 * The thread that sends large bodies.
 */
import type { SendAnswer, SendRequest } from './send-messages.ts';

addEventListener('message', async ({ data }: MessageEvent<SendRequest>) => {
  const { number, url, ...request } = data;
  const answer = (answered: SendAnswer) => postMessage(answered);
  try {
    const response = await fetch(url, request);
    answer({ number, status: response.status, text: await response.text() });
  } catch (error) {
    answer({ number, problem: error instanceof Error ? error.message : String(error) });
  }
});
