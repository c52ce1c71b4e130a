// What the REST API at /api/v1 sends, by the names that the page uses. The types themselves are written by `npm run types`.
export type {
  AlertListView as AlertList,
  AlertState,
  AlertView as Alert,
  Anomaly,
  BreachView as Breach,
  ChannelTestView as ChannelTest,
  ClusterView as Cluster,
  ComparedTargetView as ComparedTarget,
  DistributionSummary as Distribution,
  DistributionView as Quantiles,
  FiringStatus,
  FiringView as Firing,
  ForecastView as Forecast,
  LabelMatcher,
  MemberView as ClusterMember,
  MessageView as Message,
  MonitorDocument,
  MonitorListView as MonitorList,
  MonitorView as Monitor,
  NextFiringsView as NextFirings,
  OverviewView as Overview,
  PairComparison,
  PlaceView as Place,
  PlanError,
  ProblemView as Problem,
  RankingEntry as RankedTarget,
  RecommendationListView as Recommendations,
  RecommendationView as Recommendation,
  RunListView as RunList,
  RunResult,
  RunStatus,
  RunView as Run,
  SeriesValuesView as SeriesValues,
  SeriesView as Series,
  SessionView as Session,
  Severity,
  ShardRegionView as ShardRegion,
  SilenceView as Silence,
  SloView as Slo,
  StepResult as Step,
  TargetComparisonView as TargetComparison,
  TargetOverviewView as TargetOverview,
  TargetResult,
  TargetWithHistoryView as TargetWithHistory,
  TestResult,
  TestView as TestProgress,
  TrendView as Trend,
} from './schema';

/** The answer of /health/ready, which is no part of the API's document. */
export interface Health {
  status: string;
  checks: Record<string, { status: string; description?: string; data?: Record<string, unknown> }>;
}

/** Rules and channels of alerts as they are configured; of the fields those that are shown. */
export interface Alerting {
  channels?: { name: string; type: string; min_severity?: string; targets?: string[] }[];
  rules?: { name: string; on: string; channels?: string[] }[];
}
