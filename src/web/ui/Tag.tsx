import type { ReactNode } from 'react'

export const Tag = ({ tone, children }: { tone?: 'demo' | 'ok' | 'late'; children: ReactNode }) => (
  <span className={tone ? `tag ${tone}` : 'tag'}>{children}</span>
)
