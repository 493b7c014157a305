import type { AuditAction } from '@/shared/audit';

type KeyOf<Action> = Action extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : never;

/** An action's key under `audit.actions`, where a dot would begin another level. */
export const actionKey = (action: AuditAction) => action.replace('.', '_') as KeyOf<AuditAction>;
