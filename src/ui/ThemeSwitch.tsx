'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { SegmentedControl } from './SegmentedControl';
import { setTheme, type Theme } from './setTheme';

export interface ThemeSwitchProps {
  label: string;
  labels: Record<Theme, string>;
  /** The theme that the page came in. */
  initial: Theme;
}

/** Takes its words by props: pages without a provider of messages have it too. */
export function ThemeSwitch({ label, labels, initial }: ThemeSwitchProps) {
  const [theme, setCurrent] = useState(initial);
  return (
    <SegmentedControl
      label={label}
      isIconOnly
      value={theme}
      onChange={(next) => {
        setCurrent(next);
        setTheme(next);
      }}
      items={[
        { value: 'system', label: labels.system, icon: <Monitor aria-hidden="true" /> },
        { value: 'light', label: labels.light, icon: <Sun aria-hidden="true" /> },
        { value: 'dark', label: labels.dark, icon: <Moon aria-hidden="true" /> },
      ]}
    />
  );
}
