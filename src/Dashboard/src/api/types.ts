// What the REST API at /api/v1 sends: snake case, absent where null. Times are ISO 8601 in UTC.
export type * from './types/alerts';
export type * from './types/cluster';
export type * from './types/history';
export type * from './types/insights';
export type * from './types/monitors';
export type * from './types/problems';
export type * from './types/results';
export type * from './types/runs';
