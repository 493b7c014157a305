'use client';

import { useState } from 'react';
import { SegmentedControl } from './SegmentedControl';
import { setLanguage } from './setLanguage';

export interface LanguageSwitchProps<L extends string> {
  label: string;
  /** Each language under its own name, for those who read no other. */
  languages: Record<L, string>;
  current: L;
}

export function LanguageSwitch<L extends string>({ label, languages, current }: LanguageSwitchProps<L>) {
  const [chosen, setChosen] = useState(current);
  const items = (Object.keys(languages) as L[]).map((value) => ({ value, label: languages[value] }));
  return (
    <SegmentedControl
      label={label}
      items={items}
      value={chosen}
      onChange={(next) => {
        setChosen(next);
        setLanguage(next);
      }}
    />
  );
}
