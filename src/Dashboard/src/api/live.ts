const reopenAfter = 2_000;

export type EventHandlers = Record<string, (data: unknown) => void>;

/**
 * Reads a stream of server-sent events until the returned function is called. EventSource itself reconnects when a stream breaks, but
 * gives up when it is answered with an error, as by a gateway that starts: then it is opened anew.
 */
export function listen(url: string, handlers: EventHandlers): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const open = (): void => {
    source = new EventSource(url);
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => handle(JSON.parse((event as MessageEvent<string>).data)));
    }
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED && !isStopped) timer = setTimeout(open, reopenAfter);
    };
  };

  open();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    source?.close();
  };
}
