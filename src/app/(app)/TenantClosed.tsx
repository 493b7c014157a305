import { Ban, KeyRound, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '@/ui/EmptyState';

const ICONS = { suspended: <Ban />, provider: <KeyRound />, twoSteps: <ShieldCheck /> };

export interface TenantClosedProps {
  reason: keyof typeof ICONS;
  title: string;
  text: ReactNode;
  /** The way in, or the way on. */
  children?: ReactNode;
}

/** Why an organisation is closed to somebody who belongs to it, and what can be done about it. */
export function TenantClosed({ reason, title, text, children }: TenantClosedProps) {
  return (
    <EmptyState icon={ICONS[reason]} title={title} actions={children} className="mx-auto max-w-2xl">
      {text}
    </EmptyState>
  );
}
