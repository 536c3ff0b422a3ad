import type { ReactNode } from 'react'

/** The one thing to know now, and below it why. */
export const StatusPanel = ({
  headline,
  children,
  more,
}: {
  headline: ReactNode
  children?: ReactNode
  more?: ReactNode
}) => (
  <div className="status">
    <div className="now">
      <p className="status-headline">{headline}</p>
      {children}
    </div>
    {more ? <div className="more">{more}</div> : null}
  </div>
)
