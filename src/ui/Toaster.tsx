'use client';

import { Suspense, useSyncExternalStore } from 'react';
import { lazyPart } from './lazyPart';
import { toastQueue } from './toast';

const ToastRegion = lazyPart(async () => await import('./ToastRegion'), 'ToastRegion');

let hasToasted = false;

function readHasToasted(): boolean {
  hasToasted ||= toastQueue.visibleToasts.length > 0;
  return hasToasted;
}

/** Where toasts appear; once, in the outermost layout. Its code loads with the first toast. */
export function Toaster() {
  const isNeeded = useSyncExternalStore(
    (onChange) => toastQueue.subscribe(onChange),
    readHasToasted,
    () => false,
  );
  return <Suspense>{isNeeded && <ToastRegion />}</Suspense>;
}
