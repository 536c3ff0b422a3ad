import type { ReactNode } from 'react'

/** More for whoever wants it, opened without script. */
export const Details = ({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) => (
  <details open={open}>
    <summary>{summary}</summary>
    <div className="details-body">{children}</div>
  </details>
)
