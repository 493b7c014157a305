import 'server-only';
import { headers } from 'next/headers';
import { cache } from 'react';
import { createContext } from '../context';
import { orOutage } from '../outage';
import { isOperator } from './operators';
import { findMe } from './profile';

/** The person who asks for this page, or null; read once however many components ask. */
export const currentUser = cache(async () => {
  const { viewer } = await createContext(await headers(), new Headers());
  return viewer.kind === 'user' ? await orOutage(findMe(viewer)) : null;
});

/** Whether the person who asks for this page runs the deployment. */
export const isOperatorHere = async () =>
  await isOperator((await createContext(await headers(), new Headers())).viewer);
