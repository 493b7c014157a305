'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/api/client';
import { Banner } from '@/ui/Banner';
import { Card } from '@/ui/Card';
import { Switch } from '@/ui/Switch';
import { toast } from '@/ui/toast';
import { TextLink } from './TextLink';

/** Whether an organisation asks for two steps, for its owners; who has taken one can't lock themselves out. */
export function TwoStepRuleCard({ tenant }: { tenant: { slug: string; name: string } }) {
  const t = useTranslations('twoStep');
  const { twoStep } = useTRPC().auth;
  const queryClient = useQueryClient();
  const input = { tenant: tenant.slug };
  const { data: rule } = useQuery(twoStep.rule.queryOptions(input));
  const set = useMutation(
    twoStep.setRule.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: twoStep.rule.queryKey(input) });
        toast({ tone: 'success', title: t('saved') });
      },
    }),
  );
  if (!rule) return null;
  const isInTheWay = !rule.isTwoStep && !rule.asksTwoSteps;
  return (
    <Card title={t('ruleTitle')}>
      <div className="flex flex-col gap-4">
        <Switch
          label={t('rule')}
          description={t('ruleText', { tenant: tenant.name })}
          isSelected={rule.asksTwoSteps}
          isDisabled={set.isPending || isInTheWay}
          onChange={(asksTwoSteps) => set.mutate({ ...input, asksTwoSteps })}
        />
        {isInTheWay && (
          <Banner>
            {t('ruleNeedsOwn')} <TextLink href="/account#two-step">{t('toAccount')}</TextLink>
          </Banner>
        )}
      </div>
    </Card>
  );
}
