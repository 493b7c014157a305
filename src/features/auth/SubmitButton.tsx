'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import { Button } from '@/ui/Button';

export interface SubmitButtonProps {
  children: ReactNode;
  isPending: boolean;
}

/**
 * Sleeps until the page's code is there: before that the browser would send the form by itself, and lose what was
 * typed.
 */
export function SubmitButton({ children, isPending }: SubmitButtonProps) {
  const isAwake = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  return (
    <Button type="submit" variant="primary" size="lg" isFullWidth isDisabled={!isAwake} isPending={isPending}>
      {children}
    </Button>
  );
}
