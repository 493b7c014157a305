import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx';

type BannerTone = 'neutral' | 'success' | 'warn' | 'danger';

export interface BannerProps {
  tone?: BannerTone | undefined;
  title?: string | undefined;
  children?: ReactNode;
  /** Buttons or links at its end. */
  actions?: ReactNode;
  /** It appears in answer to something: screen readers say it at once. */
  isLive?: boolean | undefined;
  className?: string | undefined;
}

const tones: Record<BannerTone, { Icon: typeof Info; box: string; icon: string }> = {
  neutral: { Icon: Info, box: 'border-accent/20 bg-accent-soft', icon: 'text-accent' },
  success: { Icon: CircleCheck, box: 'border-success/25 bg-success-soft', icon: 'text-success' },
  warn: { Icon: TriangleAlert, box: 'border-warn/25 bg-warn-soft', icon: 'text-warn' },
  danger: { Icon: CircleAlert, box: 'border-danger-ink/25 bg-danger-soft', icon: 'text-danger-ink' },
};

export function Banner({ tone = 'neutral', title, children, actions, isLive, className }: BannerProps) {
  const { Icon, box, icon } = tones[tone];
  const liveRole = tone === 'danger' ? 'alert' : 'status';
  return (
    <div
      role={isLive ? liveRole : undefined}
      className={cx('flex gap-3 rounded-xl border px-4 py-3 text-sm text-ink', box, className)}
    >
      <Icon aria-hidden="true" className={cx('mt-0.5 size-4.5 shrink-0', icon)} />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children && <div className={title === undefined ? undefined : 'text-ink-soft'}>{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
