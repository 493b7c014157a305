'use client';

import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { cx } from './cx';

export interface TabsProps {
  /** Its name for screen readers. */
  label: string;
  items: readonly { id: string; label: string; content: ReactNode }[];
  className?: string | undefined;
}

/** Panels of which one is seen. */
export function Tabs({ label, items, className }: TabsProps) {
  return (
    <AriaTabs className={cx('flex min-h-0 flex-col', className)}>
      <TabList aria-label={label} className="flex shrink-0 gap-1 border-b border-line px-3">
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className="-mb-px flex h-11 cursor-pointer items-center border-b-2 border-transparent px-3 text-sm font-medium text-ink-soft transition-colors outline-none hover:text-ink data-focus-visible:rounded-md data-focus-visible:outline-2 data-focus-visible:-outline-offset-2 data-focus-visible:outline-focus data-selected:border-accent data-selected:text-accent"
          >
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="flex min-h-0 flex-1 flex-col outline-none">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
