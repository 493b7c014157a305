import { NextIntlClientProvider } from 'next-intl';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/api/client';
import { LocaleProvider } from '@/ui/LocaleProvider';
import { Toaster } from '@/ui/Toaster';

/** Every page but the landing page, which pays for none of this. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider>
      <LocaleProvider locale={await getLocale()}>
        <ApiProvider>{children}</ApiProvider>
        <Toaster />
      </LocaleProvider>
    </NextIntlClientProvider>
  );
}
