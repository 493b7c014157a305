'use client';

import type { ReactNode } from 'react';
import { Header } from 'react-aria-components/Header';
import { MenuSection as AriaMenuSection } from 'react-aria-components/Menu';

export interface MenuSectionProps {
  title?: string | undefined;
  children: ReactNode;
  /** With onSelect: the items (by id) become a choice of one, this one ticked. */
  selected?: string | undefined;
  onSelect?: ((id: string) => void) | undefined;
}

export function MenuSection({ title, children, selected, onSelect }: MenuSectionProps) {
  const choice = onSelect && {
    selectionMode: 'single' as const,
    disallowEmptySelection: true,
    selectedKeys: selected === undefined ? [] : [selected],
    onSelectionChange: (keys: 'all' | Set<string | number>) => {
      if (keys !== 'all') for (const key of keys) onSelect(String(key));
    },
  };
  return (
    <AriaMenuSection
      {...choice}
      className="not-first:mt-1.5 not-first:border-t not-first:border-line not-first:pt-1.5"
    >
      {title !== undefined && (
        <Header className="px-2.5 pt-1 pb-1.5 text-xs font-medium text-ink-faint">{title}</Header>
      )}
      {children}
    </AriaMenuSection>
  );
}
