/**
 * The line above everything while the library is only read: who has it, and how to get it.
 */
import { Lock } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { type LibraryHolder, READING_NOTICE_ID, takeOver, useLibraryHolder } from './reading.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

export function ReadingNotice() {
  const holder = useLibraryHolder();
  const [isTrying, setTrying] = useState(false);
  if (holder === undefined) return null;
  const attempt = async () => {
    setTrying(true);
    await takeOver();
    setTrying(false);
  };
  return (
    <section className="reading-notice" aria-label="Reading only">
      <Lock aria-hidden />
      <p id={READING_NOTICE_ID} role="status">
        <b>Reading only.</b> {holder ? heldText(holder) : 'Nobody else has this library open; you can edit it here.'}
      </p>
      <Button isDisabled={isTrying} onPress={() => void attempt()}>
        {holder ? 'Try again' : 'Edit here'}
      </Button>
    </section>
  );
}

function heldText({ pid, host, startedAt }: LibraryHolder): string {
  return `This library is open in another Galley on ${host}, since ${since(new Date(startedAt))} (process ${pid}). Close it there to edit here.`;
}

function since(date: Date): string {
  return (date.toDateString() === new Date().toDateString() ? clock : dayAndClock).format(date);
}
