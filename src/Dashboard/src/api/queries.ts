import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getAnyStatus, getJson } from './client';
import type * as Api from './types';

/** What changes by the second, and what by the minute. */
const often = 5_000;
const seldom = 30_000;

export function useOverview(period: string): UseQueryResult<Api.Overview> {
  return useQuery({
    queryKey: ['overview', period],
    queryFn: ({ signal }) => getJson<Api.Overview>('/overview', { period }, signal),
    refetchInterval: often,
    placeholderData: keepPreviousData,
  });
}

export function useTargets(): UseQueryResult<Api.TargetWithHistory[]> {
  return useQuery({
    queryKey: ['targets'],
    queryFn: async ({ signal }) => (await getJson<{ targets: Api.TargetWithHistory[] }>('/targets', {}, signal)).targets,
    refetchInterval: seldom,
  });
}

export function seriesQuery(target: string, metrics: readonly string[], from: string | undefined, to: string | undefined) {
  return {
    queryKey: ['series', target, metrics.join(), from, to],
    queryFn: ({ signal }: { signal: AbortSignal }) => getJson<Api.Series>('/series', { target, metric: metrics.join(), from, to }, signal),
  };
}

export function useAnomalies(target: string, since: string): UseQueryResult<Api.Anomaly[]> {
  return useQuery({
    queryKey: ['anomalies', target, since],
    queryFn: async ({ signal }) => (await getJson<{ anomalies: Api.Anomaly[] }>('/anomalies', { target, since }, signal)).anomalies,
    refetchInterval: seldom,
    placeholderData: keepPreviousData,
  });
}

export function useForecast(target: string, metric: string, horizon: string, slo: readonly string[], isEnough: boolean): UseQueryResult<Api.Forecast> {
  return useQuery({
    queryKey: ['forecast', target, metric, horizon, slo],
    queryFn: ({ signal }) => getJson<Api.Forecast>('/forecasts', { target, metric, horizon, slo }, signal),
    enabled: isEnough,
    refetchInterval: 5 * 60_000,
  });
}

export function useTrend(target: string, metric: string, days: number, isEnough: boolean): UseQueryResult<Api.Trend> {
  return useQuery({
    queryKey: ['trend', target, metric, days],
    queryFn: ({ signal }) => getJson<Api.Trend>('/trends', { target, metric, days }, signal),
    enabled: isEnough,
    refetchInterval: 5 * 60_000,
  });
}

export function useRecommendations(): UseQueryResult<Api.Recommendations> {
  return useQuery({
    queryKey: ['recommendations'],
    queryFn: ({ signal }) => getJson<Api.Recommendations>('/recommendations', {}, signal),
    refetchInterval: 60_000,
  });
}

export function useRuns(before: string | undefined, monitor: string | undefined): UseQueryResult<Api.RunList> {
  return useQuery({
    queryKey: ['runs', before, monitor],
    queryFn: ({ signal }) => getJson<Api.RunList>('/runs', { limit: 50, before, monitor }, signal),
    refetchInterval: often,
    placeholderData: keepPreviousData,
  });
}

export function useRun(id: string): UseQueryResult<Api.Run> {
  return useQuery({ queryKey: ['run', id], queryFn: ({ signal }) => getJson<Api.Run>(`/runs/${id}`, {}, signal) });
}

export function useResult(id: string, isThere: boolean): UseQueryResult<Api.RunResult> {
  return useQuery({
    queryKey: ['result', id],
    queryFn: ({ signal }) => getJson<Api.RunResult>(`/runs/${id}/result`, {}, signal),
    enabled: isThere,
    staleTime: Infinity,
  });
}

export function useCluster(): UseQueryResult<Api.Cluster> {
  return useQuery({ queryKey: ['cluster'], queryFn: ({ signal }) => getJson<Api.Cluster>('/cluster', {}, signal), refetchInterval: often });
}

export function useShards(type: string): UseQueryResult<Api.ShardRegion> {
  return useQuery({
    queryKey: ['shards', type],
    queryFn: ({ signal }) => getJson<Api.ShardRegion>(`/cluster/shards/${type}`, {}, signal),
    refetchInterval: 15_000,
  });
}

export function useHealth(): UseQueryResult<Api.Health> {
  return useQuery({ queryKey: ['health'], queryFn: ({ signal }) => getAnyStatus<Api.Health>('/health/ready', signal), refetchInterval: 10_000 });
}

export function useComparison(targets: readonly string[], period: string): UseQueryResult<Api.TargetComparison> {
  return useQuery({
    queryKey: ['comparison', targets, period],
    queryFn: ({ signal }) => getJson<Api.TargetComparison>('/targets/comparison', { target: targets, period }, signal),
    enabled: targets.length > 0,
    refetchInterval: seldom,
    placeholderData: keepPreviousData,
  });
}

export function useMonitors(): UseQueryResult<Api.Monitor[]> {
  return useQuery({
    queryKey: ['monitors'],
    queryFn: async ({ signal }) => (await getJson<Api.MonitorList>('/monitors', { limit: 500 }, signal)).monitors,
    refetchInterval: often,
  });
}

export function useMonitor(id: string): UseQueryResult<Api.Monitor> {
  return useQuery({ queryKey: ['monitor', id], queryFn: ({ signal }) => getJson<Api.Monitor>(`/monitors/${id}`, {}, signal), refetchInterval: often });
}

export function useFirings(id: string): UseQueryResult<Api.Firing[]> {
  return useQuery({
    queryKey: ['firings', id],
    queryFn: async ({ signal }) => (await getJson<{ firings: Api.Firing[] }>(`/monitors/${id}/history`, { limit: 100 }, signal)).firings,
    refetchInterval: often,
  });
}

export function useNextFirings(id: string): UseQueryResult<Api.NextFirings> {
  return useQuery({
    queryKey: ['next', id],
    queryFn: ({ signal }) => getJson<Api.NextFirings>(`/monitors/${id}/next`, { count: 5 }, signal),
    refetchInterval: seldom,
  });
}

/** When a schedule that is not saved would fire; what was known stays while it is asked. */
export function usePreview(cron: string, zone: string, jitter: string): UseQueryResult<Api.NextFirings> {
  return useQuery({
    queryKey: ['preview', cron, zone, jitter],
    queryFn: ({ signal }) => getJson<Api.NextFirings>('/monitors/next', { cron, time_zone: zone || undefined, jitter: jitter || undefined, count: 5 }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

export function useAlerts(state: string, severity: string, before: string | undefined): UseQueryResult<Api.AlertList> {
  return useQuery({
    queryKey: ['alerts', state, severity, before],
    queryFn: ({ signal }) => getJson<Api.AlertList>('/alerts', { state: state || undefined, severity: severity || undefined, before, limit: 50 }, signal),
    refetchInterval: often,
    placeholderData: keepPreviousData,
  });
}

export function useAlert(id: string): UseQueryResult<Api.Alert> {
  return useQuery({ queryKey: ['alert', id], queryFn: ({ signal }) => getJson<Api.Alert>(`/alerts/${id}`, {}, signal), refetchInterval: often });
}

export function useAlerting(): UseQueryResult<Api.Alerting> {
  return useQuery({ queryKey: ['alerting'], queryFn: ({ signal }) => getJson<Api.Alerting>('/alerts/config', {}, signal), staleTime: Infinity });
}

export function useSilences(): UseQueryResult<Api.Silence[]> {
  return useQuery({
    queryKey: ['silences'],
    queryFn: async ({ signal }) => (await getJson<{ silences: Api.Silence[] }>('/silences', {}, signal)).silences,
    refetchInterval: often,
  });
}

/** Who the gateway takes the reader for. */
export function useSession(): UseQueryResult<Api.Session> {
  return useQuery({ queryKey: ['session'], queryFn: ({ signal }) => getJson<Api.Session>('/session', {}, signal), staleTime: Infinity });
}
