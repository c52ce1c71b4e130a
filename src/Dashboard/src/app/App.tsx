import { Route, Switch } from 'wouter';
import { useSignInNeeded } from '../api/session';
import { AlertPage } from '../pages/alerts/AlertPage';
import { AlertsPage } from '../pages/alerts/AlertsPage';
import { NewSilencePage } from '../pages/alerts/NewSilencePage';
import { ClusterPage } from '../pages/cluster/ClusterPage';
import { ComparePage } from '../pages/compare/ComparePage';
import { EditMonitorPage, NewMonitorPage } from '../pages/monitors/MonitorFormPage';
import { MonitorPage } from '../pages/monitors/MonitorPage';
import { MonitorsPage } from '../pages/monitors/MonitorsPage';
import { OverviewPage } from '../pages/overview/OverviewPage';
import { RecommendationsPage } from '../pages/recommendations/RecommendationsPage';
import { NewRunPage } from '../pages/runs/NewRunPage';
import { RunPage } from '../pages/runs/RunPage';
import { RunsPage } from '../pages/runs/RunsPage';
import { SignInPage } from '../pages/signin/SignInPage';
import { TargetPage } from '../pages/target/TargetPage';
import { Empty } from '../ui/basics';
import { Shell } from './Shell';

export function App() {
  const isSignInNeeded = useSignInNeeded();
  return <Shell>{isSignInNeeded ? <SignInPage /> : <Pages />}</Shell>;
}

function Pages() {
  return (
    <Switch>
      <Route path="/" component={OverviewPage} />
      <Route path="/compare" component={ComparePage} />
      <Route path="/targets/*">{({ '*': id }) => <TargetPage key={id} target={decodeURIComponent(id ?? '')} />}</Route>
      <Route path="/runs" component={RunsPage} />
      <Route path="/runs/new" component={NewRunPage} />
      <Route path="/runs/:id">{({ id }) => <RunPage key={id} id={id} />}</Route>
      <Route path="/monitors" component={MonitorsPage} />
      <Route path="/monitors/-/new" component={NewMonitorPage} />
      <Route path="/monitors/:id/edit">{({ id }) => <EditMonitorPage key={id} id={id} />}</Route>
      <Route path="/monitors/:id">{({ id }) => <MonitorPage key={id} id={id} />}</Route>
      <Route path="/alerts" component={AlertsPage} />
      <Route path="/alerts/silences/new" component={NewSilencePage} />
      <Route path="/alerts/:id">{({ id }) => <AlertPage key={id} id={id} />}</Route>
      <Route path="/recommendations" component={RecommendationsPage} />
      <Route path="/cluster" component={ClusterPage} />
      <Route><Empty title="There is no such page">Choose one from the menu.</Empty></Route>
    </Switch>
  );
}
