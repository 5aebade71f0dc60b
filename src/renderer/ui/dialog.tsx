/**
 * A modal dialog with a title and a way out.
 */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './button.tsx';

type DialogProps = {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** `wide` holds a preview beside its options. */
  size?: 'small' | 'medium' | 'wide';
  /** False while something runs that must not be left by accident. */
  isDismissable?: boolean;
  children: ReactNode;
};

/** Takes the focus, keeps it, and gives it back when it closes. */
export function Dialog({ title, isOpen, onClose, size = 'small', isDismissable = true, children }: DialogProps) {
  return (
    <ModalOverlay
      className="g-scrim"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
    >
      <Modal className={`g-dialog g-dialog-${size}`}>
        <AriaDialog className="g-dialog-body">
          <header className="g-dialog-head">
            <Heading slot="title">{title}</Heading>
            {isDismissable && (
              <IconButton label="Close" onPress={onClose}>
                <X aria-hidden />
              </IconButton>
            )}
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
