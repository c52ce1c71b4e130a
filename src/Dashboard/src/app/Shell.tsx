import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useConnection } from '../api/connection';
import { useSession } from '../api/queries';
import { session, useSignInNeeded } from '../api/session';
import { useTheme } from './theme';

const places: [path: string, name: string, icon: string][] = [
  ['/', 'Overview', 'M4 4h7v7H4zM13 4h7v4h-7zM13 10h7v10h-7zM4 13h7v7H4z'],
  ['/compare', 'Compare', 'M5 20V9M12 20V4M19 20v-8'],
  ['/runs', 'Runs', 'M7 4l12 8-12 8z'],
  ['/monitors', 'Monitors', 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2'],
  ['/alerts', 'Alerts', 'M6 16V11a6 6 0 1 1 12 0v5l2 2H4zM10 21h4'],
  ['/recommendations', 'Savings', 'M12 3v18M16.5 7.5c-1-1.3-2.6-2-4.5-2-2.5 0-4.5 1.2-4.5 3.2 0 4.3 9.5 2.3 9.5 6.6 0 2-2.2 3.2-5 3.2-2 0-4-.8-5-2.2'],
  ['/cluster', 'Cluster', 'M12 4v6M12 10l-6 5M12 10l6 5M10 3h4v3h-4zM3 15h6v5H3zM15 15h6v5h-6z'],
];

/** What is around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);

  useEffect(() => {
    const heading = document.querySelector('h1')?.textContent;
    document.title = heading ? `${heading} · apibench` : 'apibench';
    // A reader who follows a link goes on in the new page.
    if (!isFirst.current) main.current?.focus({ preventScroll: true });
    if (!isFirst.current) window.scrollTo(0, 0);
    isFirst.current = false;
  }, [location]);

  return (
    <div className="shell">
      <a className="skip" href="#main">Skip to the content</a>
      <nav className="side" aria-label="Pages">
        <Link href="/" className="brand"><img src="/icon.svg" alt="" width="26" height="26" /> <span>apibench</span></Link>
        <ul>
          {places.map(([path, name, icon]) => {
            const isHere = path === '/' ? location === '/' || location.startsWith('/targets') : location.startsWith(path);
            return (
              <li key={path}>
                <Link href={path} aria-current={isHere ? 'page' : undefined} className={isHere ? 'here' : ''}>
                  <svg viewBox="0 0 24 24" aria-hidden="true"><path d={icon} /></svg>
                  <span>{name}</span>
                </Link>
              </li>
            );
          })}
        </ul>
        <div className="side-foot">
          <SignedIn />
          <ThemeButton />
        </div>
      </nav>
      <main id="main" ref={main} tabIndex={-1}>
        <ConnectionNotice />
        {children}
      </main>
    </div>
  );
}

function ThemeButton() {
  const [theme, setTheme] = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" className="theme" onClick={() => setTheme(other)} aria-label={`Show in ${other} colours`} title={`Show in ${other} colours`}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3a9 9 0 1 0 9 9A7 7 0 0 1 12 3z" /></svg>
      <span>{other === 'dark' ? 'Dark' : 'Light'}</span>
    </button>
  );
}

/** A gateway that asks nobody for a key takes everybody for this. */
const anybody = 'anybody';

function SignedIn() {
  const who = useSession().data;
  const isSignInNeeded = useSignInNeeded();
  const client = useQueryClient();
  const signOut = useMutation({ mutationFn: session.signOut, onSuccess: () => client.removeQueries({ queryKey: ['session'] }) });
  if (!who || who.key_id === anybody || isSignInNeeded) return null;
  return (
    <button type="button" className="theme" disabled={signOut.isPending} onClick={() => signOut.mutate()} title={`${who.name || who.key_id}, ${who.role}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M14 4h5v16h-5M4 12h11M8 8l-4 4 4 4" /></svg>
      <span>Sign out</span>
    </button>
  );
}

function ConnectionNotice() {
  const state = useConnection();
  const client = useQueryClient();
  useEffect(() => {
    if (state === 'back') void client.invalidateQueries();
  }, [state, client]);
  return (
    <div className="notice-place" role="status" aria-live="polite">
      {state === 'lost' && <div className="notice warning">The gateway does not answer. What is shown is what was known last; trying again…</div>}
      {state === 'back' && <div className="notice good">The gateway is back. Everything is up to date again.</div>}
    </div>
  );
}
