import { useSyncExternalStore } from 'react';

export type ConnectionState = 'online' | 'lost' | 'back';

const retryEvery = 2_000;
const noticeFor = 8_000;

/** Whether the gateway answers: told by every request, and asked of it while it does not. */
class Connection {
  private state: ConnectionState = 'online';
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): ConnectionState => this.state;

  succeeded(): void {
    if (this.state === 'lost') this.become('back', noticeFor, () => this.become('online'));
  }

  failed(): void {
    if (this.state !== 'lost') this.become('lost', retryEvery, this.ask);
  }

  private readonly ask = async (): Promise<void> => {
    try {
      await fetch('/health/live', { cache: 'no-store' });
      this.succeeded();
    } catch {
      this.timer = setTimeout(this.ask, retryEvery);
    }
  };

  private become(state: ConnectionState, after = 0, next?: () => void): void {
    clearTimeout(this.timer);
    this.state = state;
    if (next) this.timer = setTimeout(next, after);
    for (const listener of this.listeners) listener();
  }
}

export const connection = new Connection();

export function useConnection(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, connection.current);
}
