import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import Link from 'next/link';
import type { ReactNode } from 'react';
import {
  ADJUSTABLE,
  FILE_PERMISSIONS,
  type FilePermission,
  FILE_ROLES,
  isAdjustable,
  ROOM_PERMISSIONS,
  ROOM_ROLES,
  type RoomPermission,
  TENANT_PERMISSIONS,
  TENANT_ROLES,
  type TenantPermission,
} from '@/shared/permissions';
import { LanguageSwitch } from '@/ui/LanguageSwitch';
import { Logo } from '@/ui/Logo';
import { LANGUAGE_NAMES } from '../../languageNames';
import { permissionKey } from './permissionKey';
import { PermissionTable } from './PermissionTable';

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('permissions'))('title'),
});

/** Who may do what, read off the tables that the server itself goes by. */
export default async function PermissionsPage() {
  const [t, shell, rooms] = await Promise.all([
    getTranslations('permissions'),
    getTranslations('shell'),
    getTranslations('rooms'),
  ]);
  const words = { permission: t('permission'), yes: t('yes'), no: t('no') };
  const tenantRows = Object.entries(TENANT_PERMISSIONS).map(([permission, roles]) => ({
    permission,
    text: t(`tenant.${permissionKey(permission as TenantPermission)}`),
    note: permission === 'room:create' ? t('byTenant') : null,
    roles,
  }));
  const roomRows = Object.entries(ROOM_PERMISSIONS).map(([permission, roles]) => ({
    permission,
    text: t(`room.${permissionKey(permission as RoomPermission)}`),
    note: isAdjustable(permission) ? t('byRoom', { setting: rooms(ADJUSTABLE[permission]) }) : null,
    roles,
  }));
  const fileRows = Object.entries(FILE_PERMISSIONS).map(([permission, roles]) => ({
    permission,
    text: t(`file.${permissionKey(permission as FilePermission)}`),
    note: null,
    roles,
  }));
  return (
    <div className="page pb-16">
      <header className="flex items-center justify-between gap-4 py-5">
        <Link href="/" className="rounded-lg">
          <Logo />
        </Link>
        <LanguageSwitch label={shell('language')} languages={LANGUAGE_NAMES} current={await getLocale()} />
      </header>
      <main className="mx-auto flex max-w-4xl flex-col gap-12 py-6">
        <div>
          <h1 className="text-3xl font-semibold">{t('title')}</h1>
          <p className="mt-2 max-w-2xl text-ink-soft">{t('lead')}</p>
        </div>
        <Part title={t('tenantTitle')} text={t('tenantText')}>
          <PermissionTable
            label={t('tenantTitle')}
            rows={tenantRows}
            roles={TENANT_ROLES.map((id) => ({ id, name: t(`tenantRoles.${id}`) }))}
            words={words}
          />
        </Part>
        <Part title={t('roomTitle')} text={t('roomText')}>
          <PermissionTable
            label={t('roomTitle')}
            rows={roomRows}
            roles={ROOM_ROLES.map((id) => ({ id, name: t(`roomRoles.${id}`) }))}
            words={words}
          />
        </Part>
        <Part title={t('fileTitle')} text={t('fileText')}>
          <PermissionTable
            label={t('fileTitle')}
            rows={fileRows}
            roles={FILE_ROLES.map((id) => ({ id, name: t(`fileRoles.${id}`) }))}
            words={words}
          />
        </Part>
      </main>
    </div>
  );
}

function Part({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="text-xl font-semibold">{title}</h2>
      <p className="mt-1 mb-5 max-w-2xl text-sm text-ink-soft">{text}</p>
      {children}
    </section>
  );
}
