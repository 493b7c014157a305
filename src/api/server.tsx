import 'server-only';
import {
  dehydrate,
  type FetchInfiniteQueryOptions,
  type FetchQueryOptions,
  HydrationBoundary,
  type QueryKey,
} from '@tanstack/react-query';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { TRPCError } from '@trpc/server';
import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { createContext } from '@/server/context';
import { AppError } from '@/server/errors';
import { appRouter } from '@/server/router';
import { createQueryClient } from './queryClient';

const queryClient = cache(() => createQueryClient(() => undefined));

/** The request's context, made once however many procedures a page calls. */
const pageContext = cache(async () => await createContext(await headers(), new Headers()));

/** Query options for procedures called in this process, for `load`. */
export const trpc = createTRPCOptionsProxy({ ctx: pageContext, router: appRouter, queryClient });

type Loadable<Data, Failure, Key extends QueryKey> = FetchQueryOptions<Data, Failure, Data, Key>;
type LoadablePages<Page, Failure, Key extends QueryKey, Cursor> = FetchInfiniteQueryOptions<
  Page,
  Failure,
  Page,
  Key,
  Cursor
>;

const inWireForm = <Data,>(data: Data) => JSON.parse(JSON.stringify(data)) as Data;

const orNotFound = async <Data,>(loading: Promise<Data>): Promise<Data> => {
  try {
    return await loading;
  } catch (error) {
    if (error instanceof TRPCError && (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST'))
      notFound();
    if (error instanceof AppError && error.appCode === 'TENANT_SUSPENDED') redirect('/suspended');
    throw error;
  }
};

/**
 * Runs a query on the server, keeps its answer for `Hydrate`, and returns it in its wire form, dates as strings.
 * What isn't there, or isn't the viewer's, becomes the not-found page; what is suspended, the page that says so.
 */
export const load = async <Data, Failure, Key extends QueryKey>(
  options: Loadable<Data, Failure, Key>,
): Promise<Data> => {
  const { queryFn } = options;
  if (typeof queryFn !== 'function') throw new Error('load() takes the queryOptions of a procedure');
  return await orNotFound(
    queryClient().fetchQuery({
      ...options,
      retry: false,
      queryFn: async (context) => inWireForm(await queryFn(context)),
    }),
  );
};

/** `load` for the first page of an infinite query. */
export const loadPages = async <Page, Failure, Key extends QueryKey, Cursor>(
  options: LoadablePages<Page, Failure, Key, Cursor>,
) => {
  const { queryFn } = options;
  if (typeof queryFn !== 'function')
    throw new Error('loadPages() takes the infiniteQueryOptions of a procedure');
  return await orNotFound(
    queryClient().fetchInfiniteQuery({
      ...options,
      retry: false,
      queryFn: async (context) => inWireForm(await queryFn(context)),
    }),
  );
};

/** Hands what `load` fetched to the browser's query cache. */
export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(queryClient())}>{children}</HydrationBoundary>;
}
