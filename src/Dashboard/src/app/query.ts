import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, UnreachableError } from '../api/client';
import { session } from '../api/session';

/** What is asked anew, when, and what a refusal means for the session. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiError && error.status === 401) session.ended();
      },
    }),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && (error instanceof UnreachableError || (error instanceof ApiError && error.status >= 500)),
        staleTime: 2_000,
      },
      mutations: { networkMode: 'always' },
    },
  });
}
