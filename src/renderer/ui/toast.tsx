/**
 * Messages: one quiet line at the bottom of the window, with at most one thing to do.
 */
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { Button, IconButton } from './button.tsx';

export type Toast = { message: string; tone?: 'quiet' | 'problem'; action?: { label: string; run: () => void } };

const SHOWN_FOR_MS = 8_000;

const useToasts = create<{ toasts: (Toast & { id: number })[] }>(() => ({ toasts: [] }));
let lastId = 0;

/** Shows a message until it is dismissed or has stood for eight seconds without pointer or focus on it. */
export function showToast(toast: Toast): void {
  lastId += 1;
  const id = lastId;
  // The newest three: whoever reads is not to be buried.
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...toast, id }].slice(-3) }));
}

function dismiss(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Where messages stand; once in the window. */
export function ToastRegion() {
  const toasts = useToasts((state) => state.toasts);
  return (
    // In front of a dialog too, to be read, heard and pressed there.
    <section className="g-toasts" aria-label="Messages" aria-live="polite" data-react-aria-top-layer>
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} onDismiss={() => dismiss(toast.id)} />
      ))}
    </section>
  );
}

function ToastLine({ toast, onDismiss }: { toast: Toast & { id: number }; onDismiss: () => void }) {
  const [isHeld, setHeld] = useState(false);
  const { id } = toast;
  useEffect(() => {
    if (isHeld) return;
    const timer = window.setTimeout(() => dismiss(id), SHOWN_FOR_MS);
    return () => window.clearTimeout(timer);
  }, [isHeld, id]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the timer; everything to do is a button inside
    <div
      className="g-toast"
      data-tone={toast.tone ?? 'quiet'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p>{toast.message}</p>
      {toast.action && (
        <Button
          variant="quiet"
          onPress={() => {
            onDismiss();
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton label="Dismiss" onPress={onDismiss}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
