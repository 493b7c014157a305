import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/ui/LinkButton';

/** An organisation's own way in. */
export interface ProviderDoor {
  name: string;
  startUrl: string;
  isOnlyWay: boolean;
}

interface Leaving {
  door: Pick<ProviderDoor, 'startUrl'>;
  callbackPath: string;
  /** What the person has typed already, for the provider's own form. */
  email: string;
}

/** Where the button leads: to the provider, and from there to `callbackPath`. */
export const providerHref = ({ door, callbackPath, email }: Leaving) => {
  const query = new URLSearchParams({ callbackUrl: callbackPath, ...(email ? { email } : {}) });
  return `${door.startUrl}?${query}`;
};

/** Leaves for an organisation's own identity provider. */
export function ProviderButton({ door, href }: { door: ProviderDoor; href: string }) {
  const t = useTranslations('auth');
  return (
    <LinkButton
      href={href}
      variant={door.isOnlyWay ? 'primary' : 'secondary'}
      size="lg"
      isFullWidth
      iconStart={<KeyRound />}
    >
      {t('continueWith', { provider: door.name })}
    </LinkButton>
  );
}
