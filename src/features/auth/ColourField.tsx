'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { accentOf } from '@/shared/colour';
import { fieldClass } from '@/ui/fieldClass';
import { Switch } from '@/ui/Switch';

/** What the picker begins with: the product's own blue. */
const FIRST = '#2f4a8a';

export interface ColourFieldProps {
  value: string | null;
  onChange: (colour: string | null) => void;
}

/** An organisation's colour, and how it comes out in both looks: changed where it could not be read. */
export function ColourField({ value, onChange }: ColourFieldProps) {
  const t = useTranslations('tenant');
  const id = useId();
  const isChanged =
    value !== null && (['light', 'dark'] as const).some((look) => accentOf(value, look).accent !== value);
  return (
    <div className="flex flex-col gap-3">
      <Switch
        label={t('colourOn')}
        description={t('colourText')}
        isSelected={value !== null}
        onChange={(isOn) => onChange(isOn ? FIRST : null)}
      />
      {value !== null && (
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <div className={fieldClass.root}>
            <label htmlFor={id} className={fieldClass.label}>
              {t('colour')}
            </label>
            <input
              id={id}
              type="color"
              value={value}
              onChange={(event) => onChange(event.target.value)}
              aria-describedby={isChanged ? `${id}-note` : undefined}
              className="h-11 w-24 cursor-pointer rounded-lg border border-line-field bg-surface p-1"
            />
          </div>
          <Sample colour={value} look="light" label={t('colourLight')} />
          <Sample colour={value} look="dark" label={t('colourDark')} />
          {isChanged && (
            <p id={`${id}-note`} className="w-full text-sm text-ink-soft">
              {t('colourChanged')}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** Drawn as SVG: its colours are attributes, for style attributes are what the page's policy forbids. */
function Sample({ colour, look, label }: { colour: string; look: 'light' | 'dark'; label: string }) {
  const t = useTranslations('tenant');
  const { accent, onAccent } = accentOf(colour, look);
  return (
    <figure className={fieldClass.root}>
      <figcaption className={fieldClass.label}>{label}</figcaption>
      <svg role="img" aria-label={label} viewBox="0 0 132 44" className="h-11 w-33 rounded-lg">
        <rect width="132" height="44" fill={look === 'light' ? '#fbfaf7' : '#161b26'} />
        <rect x="8" y="7" width="68" height="30" rx="6" fill={accent} />
        <text x="42" y="26.5" textAnchor="middle" fontSize="12" fontWeight="600" fill={onAccent}>
          {t('colourSample')}
        </text>
        <text x="104" y="26.5" textAnchor="middle" fontSize="13" fontWeight="600" fill={accent}>
          Abc
        </text>
      </svg>
    </figure>
  );
}
