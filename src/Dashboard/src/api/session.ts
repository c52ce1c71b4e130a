import { useSyncExternalStore } from 'react';
import { sendJson } from './client';

const listeners = new Set<() => void>();
let isNeeded = false;

function become(needed: boolean): void {
  isNeeded = needed;
  for (const listener of listeners) listener();
}

/** Whether the gateway wants to know who is there. The key itself is sent once, for a cookie that scripts cannot read, and kept nowhere. */
export const session = {
  ended: (): void => become(true),
  async signIn(key: string): Promise<void> {
    await sendJson('POST', '/session', { api_key: key });
    become(false);
  },
  async signOut(): Promise<void> {
    await sendJson('DELETE', '/session');
    become(true);
  },
};

export function useSignInNeeded(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isNeeded,
  );
}
