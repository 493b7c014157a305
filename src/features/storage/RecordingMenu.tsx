'use client';

import { Download, Ellipsis, Pencil, Play, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { isRecordingMoving } from '@/shared/recordings';
import { fileUrl } from '@/shared/fileUrl';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';
import { RenameRecordingDialog } from './RenameRecordingDialog';
import { useRecordingRemoval } from './useRecordingRemoval';
import type { ListedRecording } from './watchable';

export interface RecordingMenuProps {
  recording: ListedRecording;
  /** Its page; null where there is nothing to watch. */
  href: string | null;
}

export function RecordingMenu({ recording, href }: RecordingMenuProps) {
  const t = useTranslations('recordings');
  const { remove } = useRecordingRemoval();
  const [isRenaming, setIsRenaming] = useState(false);
  const { id, name, canManage, state } = recording;
  const canRemove = canManage && !isRecordingMoving(state);
  if (href === null && !canManage) return null;
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('moreFor', { name })} size="sm" className="-mr-1.5">
            <Ellipsis />
          </IconButton>
        }
      >
        {href !== null && (
          <MenuItem icon={<Play />} href={href}>
            {t('open')}
          </MenuItem>
        )}
        {href !== null && (
          <MenuItem icon={<Download />} href={fileUrl(id, 'download')} download="">
            {t('download')}
          </MenuItem>
        )}
        {canManage && (
          <MenuItem icon={<Pencil />} onAction={() => setIsRenaming(true)}>
            {t('rename')}
          </MenuItem>
        )}
        {canRemove && (
          <MenuSection>
            <MenuItem icon={<Trash2 />} tone="danger" onAction={() => remove(recording)}>
              {t('remove')}
            </MenuItem>
          </MenuSection>
        )}
      </Menu>
      <RenameRecordingDialog recording={recording} isOpen={isRenaming} onOpenChange={setIsRenaming} />
    </>
  );
}
