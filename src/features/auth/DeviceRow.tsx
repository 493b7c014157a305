'use client';

import { useMutation } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Time } from '@/ui/Time';

export interface DeviceRowProps {
  device: {
    id: string;
    browser: string | null;
    os: string | null;
    isMobile: boolean;
    address: string;
    lastSeenAt: string;
    isCurrent: boolean;
  };
  onRevoked: () => Promise<void>;
}

/** One session: what it runs on, from where, and when it was last used. */
export function DeviceRow({ device, onRevoked }: DeviceRowProps) {
  const t = useTranslations('account');
  const locale = useLocale();
  const revoke = useMutation(useTRPC().auth.revokeSession.mutationOptions({ onSuccess: onRevoked }));
  const Icon = device.isMobile ? Smartphone : Monitor;
  const name =
    device.browser && device.os
      ? t('deviceName', { browser: device.browser, os: device.os })
      : (device.browser ?? device.os ?? t('unknownDevice'));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3.5">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-ink-faint" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {device.isCurrent && <Badge tone="accent">{t('thisDevice')}</Badge>}
        </p>
        <p className="text-ink-soft">
          <span className="break-all">{device.address}</span>
          {' · '}
          {t('lastUsed')} <Time value={device.lastSeenAt} locale={locale} />
        </p>
      </div>
      {!device.isCurrent && (
        <Button
          size="sm"
          aria-label={t('signOutDevice', { device: name })}
          isPending={revoke.isPending}
          onPress={() => revoke.mutate({ sessionId: device.id })}
        >
          {t('signOut')}
        </Button>
      )}
    </li>
  );
}
