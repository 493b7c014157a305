'use client';

import { Download, Ellipsis, Eye, Pencil, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { fileUrl } from '@/shared/fileUrl';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';
import type { ListedFile } from './listedFile';
import { RenameFileDialog } from './RenameFileDialog';
import { useFileRemoval } from './useFileRemoval';

export interface FileMenuProps {
  file: ListedFile;
  /** Null where there is nothing to see. */
  onOpen: (() => void) | null;
}

export function FileMenu({ file, onOpen }: FileMenuProps) {
  const t = useTranslations('files');
  const { remove } = useFileRemoval();
  const [isRenaming, setIsRenaming] = useState(false);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('moreFor', { name: file.name })} size="sm">
            <Ellipsis />
          </IconButton>
        }
      >
        {onOpen && (
          <MenuItem icon={<Eye />} onAction={onOpen}>
            {t('open')}
          </MenuItem>
        )}
        <MenuItem icon={<Download />} href={fileUrl(file.id, 'download')} download="">
          {t('download')}
        </MenuItem>
        {file.canManage && (
          <>
            <MenuItem icon={<Pencil />} onAction={() => setIsRenaming(true)}>
              {t('rename')}
            </MenuItem>
            <MenuSection>
              <MenuItem icon={<Trash2 />} tone="danger" onAction={() => remove(file)}>
                {t('remove')}
              </MenuItem>
            </MenuSection>
          </>
        )}
      </Menu>
      <RenameFileDialog file={file} isOpen={isRenaming} onOpenChange={setIsRenaming} />
    </>
  );
}
