import { Ban, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/ui/Avatar';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { IconButton } from '@/ui/IconButton';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';

export interface LobbyRowProps {
  person: { id: string; isGuest: boolean; name: string; email: string | null; line: string | null };
  onAdmit: () => void;
  onDeny: (isForGood: boolean) => void;
}

/** Somebody who asks to come in: all that is known of them, and the two answers. */
export function LobbyRow({ person, onAdmit, onDeny }: LobbyRowProps) {
  const t = useTranslations('lobby');
  const { id, isGuest, name, email, line } = person;
  return (
    <li className="flex items-start gap-3 py-2.5">
      <Avatar name={name} id={id} size="md" />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <span className="truncate text-sm font-medium">{name}</span>
          {isGuest && <Badge>{t('guest')}</Badge>}
        </p>
        {email !== null && <p className="truncate text-xs text-ink-soft">{email}</p>}
        {line !== null && <p className="mt-0.5 text-sm wrap-anywhere text-ink-soft">{line}</p>}
      </div>
      <div className="flex shrink-0 items-center gap-1">
        <Button size="sm" aria-label={t('admitPerson', { name })} onPress={onAdmit}>
          {t('admit')}
        </Button>
        <Menu
          trigger={
            <IconButton size="sm" label={t('denyPerson', { name })}>
              <X />
            </IconButton>
          }
        >
          <MenuItem icon={<X />} onAction={() => onDeny(false)} description={t('denyText')}>
            {t('deny')}
          </MenuItem>
          <MenuItem
            icon={<Ban />}
            tone="danger"
            onAction={() => onDeny(true)}
            description={t('denyForGoodText')}
          >
            {t('denyForGood')}
          </MenuItem>
        </Menu>
      </div>
    </li>
  );
}
