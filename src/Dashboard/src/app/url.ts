import { useSearchParams } from 'wouter';

/** A value that is kept in the page's address, so that a link shows the same. */
export function useUrlValue(name: string, without: string): [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const set = (value: string): void =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === without) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  return [search.get(name) ?? without, set];
}
