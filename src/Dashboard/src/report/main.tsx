import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { RunResult } from '../api/types';
import '../styles/tokens.css';
import '../styles/page.css';
import '../styles/parts.css';
import './report.css';
import { ReportPage } from './ReportPage';

const isDark = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;
root.dataset.theme = isDark.matches ? 'dark' : 'light';

const result = JSON.parse(document.getElementById('result')!.textContent!) as RunResult;
document.title = `${result.name} · apibench`;
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ReportPage result={result} />
  </StrictMode>,
);
