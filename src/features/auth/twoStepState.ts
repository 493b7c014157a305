import type { inferOutput } from '@trpc/tanstack-react-query';
import type { useTRPC } from '@/api/client';
import type { RunConfirmed } from './useConfirmFirst';

type Auth = ReturnType<typeof useTRPC>['auth'];

export type TwoStepState = inferOutput<Auth['twoStep']['get']>;
export type Passkey = inferOutput<Auth['passkeys']['list']>[number];

/** What each card of the second step is given. */
export interface FactorCardProps {
  state: TwoStepState;
  run: RunConfirmed;
  /** Shows recovery codes, this once. */
  onCodes: (codes: string[] | null) => void;
}

/** Whether removing one factor leaves none, so that organisations which ask for two steps close. */
export const isLastFactor = ({ hasTotp, passkeys }: TwoStepState) => Number(hasTotp) + passkeys === 1;
