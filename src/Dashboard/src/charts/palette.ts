// Okabe and Ito's colours, told apart by colour-blind readers too; a shape and a dash say the same without colour.
const light = ['#0072b2', '#d55e00', '#00815f', '#b0508a', '#a86f00', '#3f6fd8', '#5b6470'];
const dark = ['#56b4e9', '#ff8a4c', '#2fcf9d', '#e79bc6', '#f0b429', '#93a8ff', '#b6bec9'];

export const shapes = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin', 'arrow'] as const;

/** Canvas line dashes, one a series. */
export const dashes: number[][] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [12, 4], [4, 4], [1, 2]];

export interface ChartTheme {
  series: string[];
  text: string;
  muted: string;
  line: string;
  surface: string;
  accent: string;
  bad: string;
  warning: string;
  good: string;
}

/** The colours of the page as it is shown now. */
export function chartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim() || '#888888';
  return {
    series: document.documentElement.dataset.theme === 'dark' ? dark : light,
    text: token('text'),
    muted: token('muted'),
    line: token('line'),
    surface: token('surface'),
    accent: token('accent'),
    bad: token('bad'),
    warning: token('warning'),
    good: token('good'),
  };
}

export const severityShape = { LOW: '△', MEDIUM: '◇', HIGH: '◆', CRITICAL: '✖' } as const;
