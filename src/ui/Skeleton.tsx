import { cx } from './cx';

/** A grey place for what is on its way; give it the size of that by className. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden="true" className={cx('block animate-breathe rounded-md bg-line/70', className)} />;
}
