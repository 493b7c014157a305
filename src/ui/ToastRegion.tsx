'use client';

import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Text } from 'react-aria-components/Text';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components/Toast';
import { Button } from './Button';
import { cx } from './cx';
import { IconButton } from './IconButton';
import { toastQueue, type ToastTone } from './toast';

const icons: Record<ToastTone, { Icon: typeof Info; className: string }> = {
  neutral: { Icon: Info, className: 'text-accent' },
  success: { Icon: CircleCheck, className: 'text-success' },
  danger: { Icon: CircleAlert, className: 'text-danger-ink' },
  warn: { Icon: TriangleAlert, className: 'text-warn' },
};

export function ToastRegion() {
  const t = useTranslations('ui');
  return (
    <AriaToastRegion
      queue={toastQueue}
      aria-label={t('notifications')}
      className="fixed inset-x-4 bottom-[var(--toast-bottom,1rem)] z-60 flex flex-col-reverse gap-2 outline-none sm:left-auto sm:w-96"
    >
      {({ toast }) => {
        const { title, description, tone = 'neutral', action } = toast.content;
        const { Icon, className } = icons[tone];
        return (
          <AriaToast
            toast={toast}
            className={cx(
              'flex animate-rise gap-3 rounded-xl border border-line bg-raised py-3 pr-2 pl-4 text-ink shadow-high',
              description === undefined ? 'items-center' : 'items-start',
            )}
          >
            <Icon
              aria-hidden="true"
              className={cx('size-4.5 shrink-0', description !== undefined && 'mt-0.75', className)}
            />
            <AriaToastContent className="flex min-w-0 flex-1 flex-col">
              <Text slot="title" className="text-sm font-medium">
                {title}
              </Text>
              {description !== undefined && (
                <Text slot="description" className="text-sm text-ink-soft">
                  {description}
                </Text>
              )}
            </AriaToastContent>
            {action && (
              <Button
                size="sm"
                variant="ghost"
                className="text-accent!"
                onPress={() => {
                  action.onPress();
                  toastQueue.close(toast.key);
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton
              label={t('dismiss')}
              size="sm"
              slot={null}
              onPress={() => toastQueue.close(toast.key)}
            >
              <X />
            </IconButton>
          </AriaToast>
        );
      }}
    </AriaToastRegion>
  );
}
