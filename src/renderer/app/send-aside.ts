/**
 * Sending what is large from a thread of its own: the browser takes ten milliseconds and more to hand over a story of 40,000
 * words, and a key that comes meanwhile would wait.
 */
import type { SendAnswer, SendCancelled, SendRequest } from './send-messages.ts';

/** A body of so many characters goes aside; a smaller one is handed over in less than it takes to tell the thread. */
const LARGE_CHARACTERS = 200_000;

/** What a request is made with, as tRPC gives it. */
export type Init = Omit<RequestInit, 'signal'> & { signal?: AbortSignal | null | undefined };
type Waiting = {
  resolve: (response: Response) => void;
  reject: (error: Error) => void;
  request: SendRequest;
  signal: AbortSignal | undefined;
};

/** What `fetch` does, for the requests that the line to the workbench makes. */
export function fetchAside(url: RequestInfo | URL, init: Init = {}): Promise<Response> {
  const { method = 'GET', headers, body } = init;
  if (typeof body !== 'string' || body.length < LARGE_CHARACTERS || !sender.works)
    return fetch(url, { ...init, signal: init.signal ?? null });
  const request = { url: String(url), method, headers: Object.fromEntries(new Headers(headers)), body };
  return sender.send(request, init.signal ?? undefined);
}

class Sender {
  /** False once the thread could not be started or has ended: then the window sends by itself. */
  works = true;
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #lastNumber = 0;

  send(request: Omit<SendRequest, 'number'>, signal: AbortSignal | undefined): Promise<Response> {
    this.#lastNumber += 1;
    const numbered = { ...request, number: this.#lastNumber };
    return new Promise((resolve, reject) => {
      this.#waiting.set(numbered.number, { resolve, reject, request: numbered, signal });
      this.#worker ??= this.#start();
      this.#worker.postMessage(numbered);
      signal?.addEventListener('abort', () => this.#cancel(numbered.number));
    });
  }

  #cancel(number: number): void {
    const waiting = this.#waiting.get(number);
    if (!waiting) return;
    this.#waiting.delete(number);
    const cancelled: SendCancelled = { cancelled: number };
    this.#worker?.postMessage(cancelled);
    waiting.reject(waiting.signal?.reason);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./send-worker.ts', import.meta.url), { type: 'module', name: 'sending' });
    worker.addEventListener('message', ({ data }: MessageEvent<SendAnswer>) => {
      const waiting = this.#waiting.get(data.number);
      this.#waiting.delete(data.number);
      if ('problem' in data) waiting?.reject(new TypeError(data.problem));
      else waiting?.resolve(new Response(data.text, { status: data.status }));
    });
    worker.addEventListener('error', () => this.#sendFromHere());
    return worker;
  }

  /** What the thread has not answered is sent from here; a save that had arrived all the same is refused as a conflict. */
  #sendFromHere(): void {
    this.works = false;
    this.#worker?.terminate();
    for (const { request, resolve, reject, signal } of this.#waiting.values()) {
      const { url, number: _, ...init } = request;
      fetch(url, { ...init, signal: signal ?? null }).then(resolve, reject);
    }
    this.#waiting.clear();
  }
}

const sender = new Sender();
