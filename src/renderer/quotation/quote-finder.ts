/**
 * Finding quoted passages without holding up the window. A thread of its own is started with the first quote; it keeps the
 * copies that were asked about last.
 */
import { useQuery } from '@tanstack/react-query';
import type { CopyText } from '#core/model/copy-text.ts';
import type { QuoteMatch } from '#core/quotation/find-passage.ts';
import type { QuoteAnswer, QuoteRequest } from './quote-messages.ts';

/** The thread keeps so many characters of copies, at about fifteen bytes each, and at least the last copy. */
const MAX_KEPT_CHARACTERS = 6_000_000;

type Waiting = { resolve: (match: QuoteMatch) => void; reject: (error: Error) => void };

class QuoteFinder {
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #lastNumber = 0;
  /** Characters of the copies that the thread has, the one asked about last at the end. */
  #kept = new Map<string, number>();

  /** Looks for `quote` in a copy; `copyKey` names its content for good. */
  find(copyKey: string, copy: Pick<CopyText, 'blocks'>, quote: string): Promise<QuoteMatch> {
    this.#send(copyKey, copy);
    this.#lastNumber += 1;
    const number = this.#lastNumber;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#post({ kind: 'find', number, copyKey, quote });
    });
  }

  #send(copyKey: string, { blocks }: Pick<CopyText, 'blocks'>): void {
    const characters = this.#kept.get(copyKey);
    this.#kept.delete(copyKey);
    this.#kept.set(copyKey, characters ?? blocks.reduce((sum, { text }) => sum + text.length, 0));
    if (characters === undefined) this.#post({ kind: 'copy', copyKey, blocks });
    let total = [...this.#kept.values()].reduce((sum, size) => sum + size, 0);
    for (const [key, size] of this.#kept) {
      if (total <= MAX_KEPT_CHARACTERS || key === copyKey) break;
      this.#kept.delete(key);
      this.#post({ kind: 'forget', copyKey: key });
      total -= size;
    }
  }

  #post(request: QuoteRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    const worker = new Worker(new URL('./quote-worker.ts', import.meta.url), { type: 'module', name: 'quotes' });
    worker.addEventListener('message', ({ data }: MessageEvent<QuoteAnswer>) => {
      const waiting = this.#waiting.get(data.number);
      this.#waiting.delete(data.number);
      if ('match' in data) waiting?.resolve(data.match);
      else waiting?.reject(new Error(data.problem));
    });
    worker.addEventListener('error', ({ message }) => this.#giveUp(message));
    worker.addEventListener('messageerror', () => this.#giveUp('An answer could not be read.'));
    return worker;
  }

  /** The thread has failed: whoever waits is told, and the next quote starts another one. */
  #giveUp(reason: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#kept.clear();
    for (const { reject } of this.#waiting.values()) reject(new Error(`The passage can’t be looked for: ${reason}`));
    this.#waiting.clear();
  }
}

const finder = new QuoteFinder();

/** The query for a quote in a copy, so that each pair is looked for once. `copyKey` names the copy's content for good. */
export function quoteQuery(copyKey: string, copy: Pick<CopyText, 'blocks'> | undefined, quote: string) {
  return {
    queryKey: ['quote', copyKey, quote],
    queryFn: () => finder.find(copyKey, copy ?? { blocks: [] }, quote),
    enabled: copy !== undefined && quote.trim() !== '',
  };
}

/** How a quote stands in a copy; undefined while it is looked for, and where there is no quote. */
export function useQuoteMatch(copyKey: string, copy: Pick<CopyText, 'blocks'> | undefined, quote: string) {
  return useQuery(quoteQuery(copyKey, copy, quote));
}
