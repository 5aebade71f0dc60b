/**
 * Turns: what is done to one document is done one after the other, to different documents side by side.
 */

export type Turns = {
  /** Does `act` when all that was asked for `id` before has ended, well or not. */
  take<R>(id: string, act: () => Promise<R>): Promise<R>;
  /** Returns when all that has been asked for has ended, and what was asked for meanwhile. */
  ended(): Promise<void>;
};

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: (id, act) => {
      const before = last.get(id) ?? Promise.resolve();
      const turn = before.then(act, act);
      const ended = turn.then(
        () => undefined,
        () => undefined,
      );
      last.set(id, ended);
      void ended.then(() => {
        if (last.get(id) === ended) last.delete(id);
      });
      return turn;
    },
    ended: async () => {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
