/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: PlanError[];
}

export interface PlanError {
  /** Where, such as `tests[1].load.rate`. */
  path: string;
  value: string;
  allowed: string;
}
