export interface TargetName {
  provider: string;
  model: string;
  /** Where the provider is reached, where the identity says so. */
  place: string | undefined;
}

/** The parts of a target's identity: `provider/model`, with `@host/path` where that tells it from the vendor's own. */
export function targetName(id: string): TargetName {
  const slash = id.indexOf('/');
  const at = id.lastIndexOf('@');
  const end = at > slash ? at : id.length;
  return { provider: id.slice(0, slash), model: id.slice(slash + 1, end), place: at > slash ? id.slice(at + 1) : undefined };
}

/** `provider/model`, with its place where another of the same name is shown beside it. */
export function targetLabel(id: string, beside: readonly string[] = []): string {
  const { provider, model } = targetName(id);
  const label = `${provider}/${model}`;
  return beside.some((other) => other !== id && targetLabel(other) === label) ? id : label;
}
