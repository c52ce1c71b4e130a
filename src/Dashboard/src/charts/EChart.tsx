import { useEffect, useRef } from 'react';
import { useTheme } from '../app/theme';
import { chartTheme, type ChartTheme } from './palette';

interface Properties {
  label: string;
  height?: number;
  /** The chart for the colours of the page. */
  option: (theme: ChartTheme) => Record<string, unknown>;
}

type Instance = ReturnType<typeof import('./echarts').init>;

/** A chart by ECharts, drawn anew when its option or the page's theme changes. */
export function EChart({ label, height = 280, option }: Properties) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<Instance | undefined>(undefined);
  const [theme] = useTheme();
  const latest = useRef(option);
  latest.current = option;

  useEffect(() => {
    let isGone = false;
    const observer = new ResizeObserver(() => chart.current?.resize());
    void import('./echarts').then(({ init }) => {
      if (isGone || !place.current) return;
      chart.current = init(place.current);
      chart.current.setOption(complete(latest.current, chartTheme()), true);
      observer.observe(place.current);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(complete(option, chartTheme()), true);
  }, [option, theme]);

  return <div ref={place} className="plot" role="img" aria-label={label} style={{ height }} />;
}

function complete(option: Properties['option'], theme: ChartTheme): Record<string, unknown> {
  const given = option(theme);
  return {
    animation: false,
    color: theme.series,
    textStyle: { color: theme.text, fontFamily: 'inherit' },
    ...given,
    // Rich text is drawn on the canvas; HTML would bring inline styles, which the page's policy forbids.
    tooltip: { renderMode: 'richText', backgroundColor: theme.surface, borderColor: theme.line, textStyle: { color: theme.text, fontSize: 12 }, confine: true, ...(given.tooltip as object) },
  };
}

/** An axis in the page's colours. */
export function axis(theme: ChartTheme, rest: Record<string, unknown>): Record<string, unknown> {
  return {
    nameTextStyle: { color: theme.muted },
    axisLabel: { color: theme.muted, hideOverlap: true, ...(rest.axisLabel as object) },
    axisLine: { lineStyle: { color: theme.line } },
    splitLine: { lineStyle: { color: theme.line, type: 'dashed' } },
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'axisLabel')),
  };
}
