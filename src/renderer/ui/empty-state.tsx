/**
 * What stands where nothing is yet: a sentence, and the one next step.
 */
import type { LucideIcon } from 'lucide-react';
import { Button } from './button.tsx';

type Step = { label: string; run: () => void };

export function EmptyState({
  Icon,
  text,
  action,
  secondAction,
}: {
  Icon: LucideIcon;
  text: string;
  action?: Step;
  secondAction?: Step;
}) {
  return (
    <div className="g-empty">
      <Icon aria-hidden />
      <p>{text}</p>
      <div className="g-empty-steps">
        {action && <Button onPress={action.run}>{action.label}</Button>}
        {secondAction && (
          <Button variant="quiet" onPress={secondAction.run}>
            {secondAction.label}
          </Button>
        )}
      </div>
    </div>
  );
}
