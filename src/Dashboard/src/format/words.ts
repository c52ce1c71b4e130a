/** `budget_exhausted` as `budget exhausted`. */
export function words(name: string): string {
  return name.replaceAll('_', ' ');
}

/** The same with a capital. */
export function sentence(name: string): string {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
