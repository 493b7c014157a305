import { useTranslations } from 'next-intl';
import type { RoomSettings } from '@/shared/rooms';
import { FILE_KINDS } from '@/shared/storage';
import { fieldClass } from '@/ui/fieldClass';

/** Which kinds of files a room takes. */
export function FileKindBoxes({ initial }: { initial: RoomSettings['fileKinds'] }) {
  const t = useTranslations('rooms');
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className={fieldClass.label}>{t('fileKinds')}</legend>
      <div className="mt-1 grid grid-cols-2 gap-x-4 gap-y-2.5 sm:grid-cols-3">
        {FILE_KINDS.map((kind) => (
          <label key={kind} className="flex cursor-pointer items-center gap-2.5 text-sm">
            <input
              type="checkbox"
              name="fileKinds"
              value={kind}
              defaultChecked={initial.includes(kind)}
              className="checkbox-native"
            />
            {t(`fileKind.${kind}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
