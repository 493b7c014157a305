import { UNSTABLE_ToastQueue as ToastQueue } from 'react-aria-components/Toast';

export type ToastTone = 'neutral' | 'success' | 'danger' | 'warn';

export interface ToastContent {
  title: string;
  description?: string | undefined;
  tone?: ToastTone | undefined;
  /** One thing to do about it, such as undo. */
  action?: { label: string; onPress: () => void } | undefined;
  /** It stays until it is taken away. */
  isLasting?: boolean | undefined;
}

export const toastQueue = new ToastQueue<ToastContent>({ maxVisibleToasts: 3 });

/** Shows a short message at the edge of the page; returns what takes it away early. */
export function toast(content: ToastContent): () => void {
  const isShort = content.tone !== 'danger' && !content.action && content.description === undefined;
  const key = toastQueue.add(content, content.isLasting ? {} : { timeout: isShort ? 5000 : 10_000 });
  return () => toastQueue.close(key);
}
