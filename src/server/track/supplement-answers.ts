import type { Matter } from '../../domain/matter/matter.ts'
import type { EvidenceAnswer } from '../submission/answers.ts'

/** The answer to a notice while it is being put together; its draft has the notice's id. */
export interface SupplementAnswers {
  readonly answer: string
  readonly items: readonly EvidenceAnswer[]
}

export const emptySupplement: SupplementAnswers = { answer: '', items: [] }

/** How long it is kept: longer than seven working days around the longest holidays. */
export const supplementDraftDays = 30

/** The round that is open, for who has made sure that there is one. */
export const openRound = (matter: Matter) => {
  const round = matter.supplements.at(-1)
  if (!round) throw new Error(`matter ${matter.number}: supplement-noticed without a round`)
  return round
}
