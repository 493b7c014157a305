'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ENTRIES, type Entry } from '@/shared/rooms';
import { Select } from '@/ui/Select';

/** Who comes into a room, with what the choice means. */
export function EntrySelect({ initial }: { initial: Entry }) {
  const t = useTranslations('rooms');
  const [entry, setEntry] = useState(initial);
  return (
    <Select
      name="entry"
      label={t('entry')}
      description={t(`entryTexts.${entry}`)}
      items={ENTRIES.map((value) => ({ value, label: t(`entries.${value}`) }))}
      defaultValue={initial}
      onChange={setEntry}
    />
  );
}
