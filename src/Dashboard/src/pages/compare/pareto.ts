export interface Place {
  name: string;
  cost: number;
  value: number;
}

/** Those that no other beats in both: cheaper or the same, and better or the same, and one of them truly. By rising cost. */
export function paretoFront(places: readonly Place[], better: 'lower' | 'higher'): Place[] {
  const sign = better === 'lower' ? 1 : -1;
  return places
    .filter((one) => !places.some((other) =>
      other.cost <= one.cost && sign * other.value <= sign * one.value && (other.cost < one.cost || sign * other.value < sign * one.value)))
    .sort((left, right) => left.cost - right.cost);
}
