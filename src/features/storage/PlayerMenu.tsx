'use client';

import { Gauge } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';
import { type Playback, RATES } from './createPlayback';
import { usePlayback } from './usePlayback';

const QUALITIES = ['original', 'small'] as const;
export type Quality = (typeof QUALITIES)[number];

export interface PlayerMenuProps {
  playback: Playback;
  /** Those that there are. */
  qualities: readonly Quality[];
  quality: Quality;
  onQuality: (quality: Quality) => void;
}

/** How fast, and how sharp. */
export function PlayerMenu({ playback, qualities, quality, onQuality }: PlayerMenuProps) {
  const t = useTranslations('recordings');
  const rate = usePlayback(playback, (state) => state.rate);
  return (
    <Menu
      placement="top end"
      trigger={
        <Button
          size="sm"
          variant="stage"
          iconStart={<Gauge />}
          aria-label={`${t('speed')} ${t('speedValue', { rate })}`}
          className="bg-transparent! px-2! tabular-nums"
        >
          {t('speedValue', { rate })}
        </Button>
      }
    >
      {qualities.length > 1 && (
        <MenuSection
          title={t('quality')}
          selected={quality}
          onSelect={(id) => {
            const wanted = QUALITIES.find((one) => one === id);
            if (wanted) onQuality(wanted);
          }}
        >
          {qualities.map((one) => (
            <MenuItem key={one} id={one}>
              {t(`qualities.${one}`)}
            </MenuItem>
          ))}
        </MenuSection>
      )}
      <MenuSection title={t('speed')} selected={String(rate)} onSelect={(id) => playback.setRate(Number(id))}>
        {RATES.map((one) => (
          <MenuItem key={one} id={String(one)}>
            {t('speedValue', { rate: one })}
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  );
}
