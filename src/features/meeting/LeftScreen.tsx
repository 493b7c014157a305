import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { canInRoom } from '@/shared/permissions';
import { Button } from '@/ui/Button';
import { FormError } from '@/ui/FormError';
import { LinkButton } from '@/ui/LinkButton';
import { Logo } from '@/ui/Logo';
import type { Door } from './Door';
import type { LeftReason } from './leftReason';

export interface LeftScreenProps {
  door: Door;
  reason: LeftReason;
  error: string | null;
  isJoining: boolean;
  onRejoin: () => void;
}

const CAN_REJOIN: Record<LeftReason, boolean> = {
  left: true,
  ended: false,
  removed: false,
  elsewhere: true,
  shutdown: true,
  lost: true,
  failed: true,
};

/** The call is over for this tab: why, in words, and where to go from here. */
export function LeftScreen({ door, reason, error, isJoining, onRejoin }: LeftScreenProps) {
  const t = useTranslations('call.left');
  const heading = useRef<HTMLHeadingElement>(null);
  // The call is gone, and the focus with it.
  useEffect(() => heading.current?.focus(), []);
  const { slug } = door.tenant;
  const canRejoin = CAN_REJOIN[reason];
  return (
    <main className="manuscript flex min-h-dvh flex-col items-center justify-center gap-8 px-4 py-10">
      <Logo />
      <section
        role="alert"
        className="flex w-full max-w-md animate-rise flex-col items-center rounded-2xl border border-line bg-surface px-6 py-9 text-center shadow-mid sm:px-10"
      >
        <p className="text-sm text-ink-soft">{door.roomName}</p>
        <h1 ref={heading} tabIndex={-1} className="mt-1 text-2xl font-semibold outline-none">
          {t(`${reason}.title`)}
        </h1>
        <p className="mt-2 text-ink-soft">{t(`${reason}.text`)}</p>
        {error !== null && (
          <div className="mt-5 w-full text-left">
            <FormError>{error}</FormError>
          </div>
        )}
        <div className="mt-7 flex w-full flex-col gap-2.5">
          {canRejoin && (
            <Button variant="primary" size="lg" isFullWidth isPending={isJoining} onPress={onRejoin}>
              {t('rejoin')}
            </Button>
          )}
          {slug !== null && canInRoom(door.role, 'attendance:read') && (
            <LinkButton href={`/t/${slug}/rooms/${door.roomId}`} isFullWidth size="lg">
              {t('attendance')}
            </LinkButton>
          )}
          {slug !== null && (
            <LinkButton href={`/t/${slug}`} variant="ghost" isFullWidth size="lg">
              {t('home', { tenant: door.tenant.name })}
            </LinkButton>
          )}
        </div>
        {slug === null && <p className="mt-6 text-sm text-ink-faint">{t('guest')}</p>}
      </section>
    </main>
  );
}
