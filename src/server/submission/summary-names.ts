import type { SummaryRow } from '../../contract/portal/parts.ts'
import { listAncestors } from '../institution/division-queries.ts'
import { findInstitution } from '../institution/queries.ts'
import type { Platform } from '../platform/platform.ts'
import type { AnswerStep, Answers, World } from './answers.ts'
import { type Names, rowsOfStep } from './summary.ts'

/** The names that a summary of these answers speaks of. */
export const namesFor = async (platform: Platform, answers: Answers): Promise<Names> => {
  const { occurredIn = '', locatedIn = '' } = answers['place-county'] ?? {}
  const codes = [occurredIn, locatedIn].filter((code) => code !== '')
  const chains = await Promise.all(codes.map((code) => listAncestors(platform.db, code)))
  const chosen = answers.institution && (await findInstitution(platform.db, answers.institution.institutionId))
  return {
    division: (code) => chains.find((chain) => chain[0]?.code === code)?.[0]?.fullName ?? code,
    institution: () => chosen?.name ?? '',
  }
}

/** What is saved for one page, in words. */
export const savedRows = async (
  platform: Platform,
  { answers, world }: { readonly answers: Answers; readonly world: World },
  step: AnswerStep,
): Promise<readonly SummaryRow[]> => rowsOfStep(step, answers, world, await namesFor(platform, answers))
