import { useTranslations } from 'next-intl';
import { Dialog } from '@/ui/Dialog';
import { Kbd } from '@/ui/Kbd';
import { SHORTCUTS } from './shortcuts';

const commandCap = () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl');

/** The keys of the call, in words. */
export function ShortcutsDialog({ mayRecord, onClose }: { mayRecord: boolean; onClose: () => void }) {
  const t = useTranslations('call');
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="sm"
      title={t('shortcutsTitle')}
      description={t('shortcutsText')}
    >
      <dl className="divide-y divide-line">
        {SHORTCUTS.filter(({ id }) => mayRecord || id !== 'record').map(({ id, cap, withCommand }) => (
          <div key={id} className="flex items-center justify-between gap-4 py-2 text-sm">
            <dt>{t(`shortcuts.${id}`)}</dt>
            <dd className="flex shrink-0 items-center gap-1.5">
              <Kbd>{cap}</Kbd>
              {withCommand !== undefined && (
                <Kbd>
                  {commandCap()} + {withCommand.toUpperCase()}
                </Kbd>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
