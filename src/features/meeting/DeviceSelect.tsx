'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Select } from '@/ui/Select';

export interface DeviceSelectProps {
  kind: 'camera' | 'microphone' | 'speaker';
  devices: readonly MediaDeviceInfo[];
  isKnown: boolean;
  /** The device in use, or else the one that was chosen. */
  currentId: string | null;
  onChoose: (id: string) => void;
  icon: ReactNode;
  isDisabled?: boolean | undefined;
}

export function DeviceSelect({
  kind,
  devices,
  isKnown,
  currentId,
  onChoose,
  icon,
  isDisabled,
}: DeviceSelectProps) {
  const t = useTranslations('prejoin.devices');
  // Without a permission the browser names nothing and gives no ids: there is nothing to choose between.
  const named = devices.filter((device) => device.deviceId !== '' && device.label !== '');
  const isMissing = isKnown && devices.length === 0;
  const items =
    named.length > 0
      ? named.map((device) => ({ value: device.deviceId, label: labelOf(device) }))
      : [{ value: '', label: t(isMissing ? `${kind}Missing` : `${kind}Default`) }];
  const value = items.find((item) => item.value === currentId)?.value ?? items[0]?.value;
  return (
    <Select
      label={t(kind)}
      items={items}
      value={value}
      onChange={onChoose}
      prefix={icon}
      isDisabled={isDisabled === true || named.length === 0}
    />
  );
}

/** Chromium adds the USB vendor and product to a camera's name. */
function labelOf(device: MediaDeviceInfo): string {
  return device.label.replace(/ \([0-9a-f]{4}:[0-9a-f]{4}\)$/, '');
}
