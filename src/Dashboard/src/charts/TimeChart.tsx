import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../app/theme';
import { chartTheme, dashes, type ChartTheme } from './palette';

export interface Line {
  label: string;
  values: (number | null)[];
  /** Which colour and dash; by its place without. */
  style?: number;
}

export interface Band {
  /** Places of the upper and the lower line. */
  lines: [number, number];
  opacity: number;
}

/** Something on the time axis. */
export interface Mark {
  from: number;
  to: number;
  color: 'bad' | 'warning' | 'muted';
  symbol: string;
}

interface Properties {
  label: string;
  /** Seconds since 1970, rising. */
  times: number[];
  lines: Line[];
  bands?: Band[];
  marks?: Mark[];
  format: (value: number) => string;
  height?: number;
  /** What the values cannot exceed. */
  most?: number;
  /** A time was brushed, in seconds since 1970. */
  onZoom?: (from: number, to: number) => void;
}

/** Where there are more values a line is enough. */
const mostPoints = 120;

/** Lines over time; draws 100,000 points without effort. */
export function TimeChart({ label, times, lines, bands = [], marks = [], format, height = 280, most, onZoom }: Properties) {
  const place = useRef<HTMLDivElement>(null);
  const [theme] = useTheme();
  const zoom = useRef(onZoom);
  zoom.current = onZoom;
  const shape = JSON.stringify([lines.map((line) => [line.label, line.style]), bands, height, theme]);
  const data = [times, ...lines.map((line) => line.values)] as uPlot.AlignedData;
  const plot = useRef<uPlot | undefined>(undefined);
  const shown = useRef({ data, marks, format });
  shown.current = { data, marks, format };

  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    const colors = chartTheme();
    const options = optionsOf(shown, lines, bands, colors, parent.clientWidth, height, most, (from, to) => zoom.current?.(from, to));
    const made = new uPlot(options, shown.current.data, parent);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: parent.clientWidth, height }));
    observer.observe(parent);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
    };
    // `shape` stands for lines, bands, height and theme.
    // eslint-disable-next-line
  }, [shape]);

  useEffect(() => {
    if (plot.current && plot.current.data !== data) plot.current.setData(data);
    // A new array each time; what it holds is compared.
    // eslint-disable-next-line
  }, [times, marks, ...lines.map((line) => line.values)]);

  return <div ref={place} className="plot" role="img" aria-label={label} />;
}

/** From a step of so many seconds: what a tick says, and what it says too when that changes. */
const day = '\n{MMM} {D}';
const dayAndYear = '\n{MMM} {D}, {YYYY}';
const timeTicks: (string | number | null)[][] = [
  [86_400 * 365, '{YYYY}', null, null, null, null, null, null, 1],
  [86_400 * 28, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [86_400, '{MMM} {D}', '\n{YYYY}', null, null, null, null, null, 1],
  [3600, '{HH}:{mm}', dayAndYear, null, day, null, null, null, 1],
  [60, '{HH}:{mm}', dayAndYear, null, day, null, null, null, 1],
  [1, '{HH}:{mm}:{ss}', dayAndYear, null, day, null, null, null, 1],
];

function optionsOf(
  shown: { current: { marks: Mark[]; format: (value: number) => string } },
  lines: Line[], bands: Band[], colors: ChartTheme, width: number, height: number, most: number | undefined, onZoom: (from: number, to: number) => void,
): uPlot.Options {
  // How long the user waits for the first picture, and for that of a zoom; told in the browser's own timeline.
  let measured: { name: string; since: number } | undefined = { name: 'chart:draw', since: performance.now() };
  const axis = { stroke: colors.muted, grid: { stroke: colors.line, width: 1 }, ticks: { stroke: colors.line, width: 1 } };
  const colorOf = (at: number): string => colors.series[(lines[at]?.style ?? at) % colors.series.length]!;
  return {
    width,
    height,
    ...(most === undefined ? {} : { scales: { y: { range: (_: uPlot, low: number | null, high: number | null): uPlot.Range.MinMax => below(most, low ?? most, high ?? most) } } }),
    cursor: { drag: { x: true, y: false, setScale: false }, focus: { prox: 24 } },
    series: [
      { value: '{YYYY}-{MM}-{DD} {HH}:{mm}' },
      ...lines.map((line, at): uPlot.Series => ({
        label: line.label,
        stroke: colorOf(at),
        width: 1.75,
        dash: dashes[(line.style ?? at) % dashes.length]!,
        points: { size: 5, show: line.values.filter((value) => value !== null).length <= mostPoints },
        value: (_, value) => (value === null || value === undefined ? '–' : shown.current.format(value)),
      })),
    ],
    bands: bands.map(({ lines: [upper, lower], opacity }) => ({ series: [upper + 1, lower + 1], fill: transparent(colorOf(upper), opacity) })),
    axes: [{ ...axis, values: timeTicks }, { ...axis, size: 76, values: (_, ticks) => ticks.map((tick) => shown.current.format(tick)) }],
    hooks: {
      setSelect: [
        (chart) => {
          if (chart.select.width > 4) {
            const [min, max] = [chart.posToVal(chart.select.left, 'x'), chart.posToVal(chart.select.left + chart.select.width, 'x')];
            // What is known is shown at once; what is finer comes when it is there.
            measured = { name: 'chart:zoom', since: performance.now() };
            chart.setScale('x', { min, max });
            onZoom(min, max);
          }
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      draw: [
        () => {
          if (measured) performance.measure(measured.name, { start: measured.since });
          measured = undefined;
        },
      ],
      drawClear: [(chart) => drawMarks(chart, shown.current.marks, colors)],
    },
  };
}

/** From somewhat below the lowest value to the most that there can be. */
function below(most: number, low: number, high: number): uPlot.Range.MinMax {
  return [Math.max(0, low - Math.max(most * 0.02, (high - low) * 0.2)), most];
}

function drawMarks(chart: uPlot, marks: Mark[], colors: ChartTheme): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.font = `${12 * devicePixelRatio}px sans-serif`;
  ctx.textAlign = 'center';
  for (const mark of marks) {
    const left = Math.max(bbox.left, chart.valToPos(mark.from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, chart.valToPos(mark.to, 'x', true));
    if (right < left) continue;
    ctx.fillStyle = transparent(colors[mark.color], 0.16);
    ctx.fillRect(left, bbox.top, Math.max(2 * devicePixelRatio, right - left), bbox.height);
    ctx.fillStyle = colors[mark.color];
    ctx.fillText(mark.symbol, (left + right) / 2, bbox.top + 13 * devicePixelRatio);
  }
  ctx.restore();
}

/** A colour of the form #rrggbb with an opacity. */
export function transparent(color: string, opacity: number): string {
  return `${color}${Math.round(opacity * 255).toString(16).padStart(2, '0')}`;
}
