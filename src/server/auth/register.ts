import 'server-only';
import type { z } from 'zod';
import type { registerInput, registerInvitedInput } from '@/shared/auth';
import type { Viewer } from '../context';
import { db } from '../db';
import { fail } from '../errors';
import { afterAnswer, sendMail } from '../mail';
import { consume } from '../rateLimit';
import { isInvited } from './acceptInvitation';
import { isCommonPassword } from './isCommonPassword';
import { isUniqueViolation } from './isUniqueViolation';
import { hashPassword } from './passwords';
import { insertTenant, withSlug } from './tenants';
import { sendFirstVerification } from './verifyEmail';

const recipientSelect = { id: true, email: true, name: true, locale: true } as const;

const findOwner = async (email: string) =>
  await db().user.findUnique({ where: { email }, select: recipientSelect });

const insertPerson = async (input: z.output<typeof registerInput>, passwordHash: string) =>
  await withSlug(
    input.organisation,
    async (slug) =>
      await db().$transaction(async (tx) => {
        const { name, email, locale } = input;
        const user = await tx.user.create({
          data: { name, email, locale, passwordHash },
          select: recipientSelect,
        });
        await insertTenant(tx, { name: input.organisation, slug }, user.id);
        return user;
      }),
  );

const tellOwner = (email: string) => {
  afterAnswer(async () => {
    await consume('mail', email);
    const owner = await findOwner(email);
    if (owner) await sendMail(owner, 'accountExists', '/forgot-password');
  });
};

/**
 * Makes an account with an organisation of its own. For an address that has an account the answer is the same and
 * its owner gets a letter. Under a tenant's host there is no other organisation: fails NOT_FOUND. Fails PASSWORD_COMMON.
 */
export const register = async ({ hostTenantId }: Viewer, input: z.output<typeof registerInput>) => {
  if (hostTenantId !== null) return fail('NOT_FOUND');
  const ownWords = [input.name, input.organisation, input.email, ...input.email.split('@')];
  if (isCommonPassword(input.password, ownWords)) return fail('PASSWORD_COMMON');
  const passwordHash = await hashPassword(input.password);
  try {
    sendFirstVerification(await insertPerson(input, passwordHash));
  } catch (error) {
    if (!isUniqueViolation(error) || !(await findOwner(input.email))) throw error;
    tellOwner(input.email);
  }
};

/**
 * Makes an account for somebody who was invited, with the address that the link went to. Whoever holds that link may
 * know whether the address has an account. Fails LINK_INVALID, PASSWORD_COMMON, ACCOUNT_EXISTS.
 */
export const registerInvited = async (
  viewer: Viewer,
  { token, password, ...person }: z.output<typeof registerInvitedInput>,
) => {
  if (!(await isInvited(viewer, token, person.email))) return fail('LINK_INVALID');
  if (isCommonPassword(password, [person.name, person.email, ...person.email.split('@')]))
    return fail('PASSWORD_COMMON');
  const passwordHash = await hashPassword(password);
  try {
    await db().user.create({ data: { ...person, passwordHash }, select: { id: true } });
  } catch (error) {
    if (isUniqueViolation(error)) return fail('ACCOUNT_EXISTS');
    throw error;
  }
};
