/**
 * Whether this process may change the library: it may while it holds the lock, which it can also take later, once the
 * process that held it has gone.
 */
import { Failure } from '#core/model/failure.ts';
import { type Lock, type LockOwner, lockOwner, takeLock } from './lock.ts';

export type Access = {
  /** Why nothing can be written now: `Failure` ReadOnly, or Locked once the lock was lost; undefined where it can. */
  refusal(): Failure | undefined;
  /** Who else holds the library; undefined where we do, or nobody. */
  heldBy(): Promise<LockOwner | undefined>;
  /** Takes the lock unless it is ours; `prepare` runs before anything else is written. Throws `Failure` Locked. */
  take(prepare: () => Promise<void>): Promise<void>;
  /** Has `listener` called when the lock was lost or taken. */
  listen(listener: () => void): void;
  release(): Promise<void>;
};

/** Opens the library in `folder` for reading, or for writing too by taking its lock. Throws `Failure` Locked. */
export async function openAccess(folder: string, readOnly: boolean): Promise<Access> {
  let onChange: () => void = () => undefined;
  let taking: Promise<void> | undefined;
  const acquire = () => takeLock(folder, () => onChange());
  let lock: Lock | undefined = readOnly ? undefined : await acquire();

  // One for all: it is asked for at every document that is read.
  const onlyRead = new Failure('ReadOnly', 'This library is open for reading only; nothing in it can be changed.');
  const refusal = () => (lock ? lock.lost() : onlyRead);

  async function takeNow(prepare: () => Promise<void>): Promise<void> {
    const taken = await acquire();
    try {
      await prepare();
    } catch (error) {
      await taken.release();
      throw error;
    }
    lock = taken;
    onChange();
  }

  return {
    refusal,
    heldBy: async () => (refusal() ? lockOwner(folder) : undefined),
    take: async (prepare) => {
      if (!refusal()) return;
      taking ??= takeNow(prepare).finally(() => {
        taking = undefined;
      });
      return taking;
    },
    listen: (listener) => {
      onChange = listener;
    },
    release: async () => {
      await lock?.release();
    },
  };
}
