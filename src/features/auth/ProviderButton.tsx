import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/ui/LinkButton';

/** An organisation's own way in. */
export interface ProviderDoor {
  name: string;
  startUrl: string;
  isOnlyWay: boolean;
}

export interface ProviderButtonProps {
  door: ProviderDoor;
  callbackPath: string;
  /** What the person has typed already, for the provider's own form. */
  email?: string | undefined;
}

/** Where the button leads. */
export const providerHref = ({ door, callbackPath, email }: ProviderButtonProps) => {
  const query = new URLSearchParams({ callbackUrl: callbackPath, ...(email ? { email } : {}) });
  return `${door.startUrl}?${query}`;
};

/** Leaves for an organisation's own identity provider, which comes back to `callbackPath`. */
export function ProviderButton(props: ProviderButtonProps) {
  const t = useTranslations('auth');
  return (
    <LinkButton href={providerHref(props)} variant="primary" size="lg" isFullWidth iconStart={<KeyRound />}>
      {t('continueWith', { provider: props.door.name })}
    </LinkButton>
  );
}
