'use client';

import { LogOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, type ButtonProps } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { signOutHere } from './nextAuthClient';

export function SignOutButton(props: Pick<ButtonProps, 'variant' | 'size' | 'isFullWidth' | 'className'>) {
  const t = useTranslations('auth');
  const tErrors = useTranslations('errors');
  const [isPending, setIsPending] = useState(false);
  const leave = async () => {
    setIsPending(true);
    try {
      await signOutHere('/');
    } catch {
      setIsPending(false);
      toast({ tone: 'danger', title: tErrors('OFFLINE') });
    }
  };
  return (
    <Button {...props} iconStart={<LogOut />} isPending={isPending} onPress={() => void leave()}>
      {t('signOut')}
    </Button>
  );
}
