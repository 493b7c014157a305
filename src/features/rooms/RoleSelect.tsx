'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { LINK_ROLES, type LinkRole } from '@/shared/roomLinks';
import { Select } from '@/ui/Select';

export interface RoleSelectProps {
  /** Whether the viewer may make co-hosts. */
  canMakeHosts: boolean;
}

/** The role that a link or an invitation gives, with what it means; a field called `role`. */
export function RoleSelect({ canMakeHosts }: RoleSelectProps) {
  const t = useTranslations('lobby.team');
  const [role, setRole] = useState<LinkRole>('participant');
  const roles = LINK_ROLES.filter((value) => value !== 'cohost' || canMakeHosts);
  return (
    <Select
      name="role"
      label={t('role')}
      description={t(`roleTexts.${role}`)}
      items={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
      value={role}
      onChange={setRole}
    />
  );
}
