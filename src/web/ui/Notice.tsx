import type { ReactNode } from 'react'

/** Something to know before going on; `warn` where a time limit or a right is at stake. */
export const Notice = ({
  tone = 'plain',
  title,
  children,
}: {
  tone?: 'plain' | 'warn' | 'ok'
  title?: ReactNode
  children: ReactNode
}) => (
  <div className={`notice ${tone}`}>
    {title ? <p className="notice-title">{title}</p> : null}
    {children}
  </div>
)
