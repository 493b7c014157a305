import { ChevronDown, Lock, Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { MenuItem } from '@/ui/MenuItem';
import { MenuSection } from '@/ui/MenuSection';
import { useChat } from './ChatContext';
import { useComposer } from './ComposerContext';

const EVERYONE = 'everyone';

/** Whom it is for: everyone, or one person alone. */
export function RecipientMenu() {
  const t = useTranslations('chat');
  const { people } = useChat();
  const { to, setTo, replyTo } = useComposer();
  const others = to && !people.some(({ id }) => id === to.id) ? [to, ...people] : people;
  if (others.length === 0) return null;
  const isFixed = replyTo !== null && replyTo.recipientId !== null;
  return (
    <Menu
      placement="top start"
      trigger={
        <Button
          size="sm"
          variant="ghost"
          isDisabled={isFixed}
          iconStart={to ? <Lock /> : <Users />}
          iconEnd={<ChevronDown />}
          className={
            to ? 'h-7! min-w-0! shrink! px-2! text-xs! text-warn!' : 'h-7! min-w-0! shrink! px-2! text-xs!'
          }
        >
          <span className="block max-w-40 truncate">
            {to ? t('toOnly', { name: to.name }) : t('toEveryone')}
          </span>
        </Button>
      }
    >
      <MenuSection
        title={t('to')}
        selected={to?.id ?? EVERYONE}
        onSelect={(id) => setTo(others.find((person) => person.id === id) ?? null)}
      >
        <MenuItem id={EVERYONE} description={t('toEveryoneText')}>
          {t('everyone')}
        </MenuItem>
        {others.map(({ id, name }) => (
          <MenuItem key={id} id={id} description={t('toOnlyText')}>
            {name}
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  );
}
