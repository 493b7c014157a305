import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/api/client';
import { Toaster } from '@/ui/Toaster';

/** Every page but the landing page, which pays for none of this. */
export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider>
      <ApiProvider>{children}</ApiProvider>
      <Toaster />
    </NextIntlClientProvider>
  );
}
