import { useId, useState, type ReactNode } from 'react';

export interface ChartTable {
  columns: string[];
  rows: () => string[][];
}

interface Properties {
  title: string;
  /** What the chart says, in a sentence. */
  summary: string;
  table: ChartTable;
  children: ReactNode;
  actions?: ReactNode;
}

const mostRows = 500;

/** A chart with its title and, for readers who do not see it, its values as a table. */
export function ChartFrame({ title, summary, table, children, actions }: Properties) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const rows = isOpen ? table.rows() : [];
  return (
    <figure className="chart card" aria-labelledby={id}>
      <div className="card-head">
        <figcaption id={id}>
          <h3>{title}</h3>
          <p className="muted small">{summary}</p>
        </figcaption>
        {actions}
      </div>
      {children}
      <details className="chart-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{title} as a table</summary>
        <div className="scroll" tabIndex={0} role="region" aria-label={`${title}, values`}>
          <table>
            <thead>
              <tr>{table.columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr>
            </thead>
            <tbody>
              {rows.slice(0, mostRows).map((row, at) => (
                <tr key={at}>{row.map((cell, column) => <td key={column}>{cell}</td>)}</tr>
              ))}
            </tbody>
          </table>
          {rows.length > mostRows && <p className="muted small">The first {mostRows} of {rows.length} rows; choose a shorter time for the others.</p>}
        </div>
      </details>
    </figure>
  );
}
