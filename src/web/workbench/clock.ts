import { chinaDate, instantFromEpochMs, type PlainDate } from '../../domain/kernel/plain-date.ts'

/** The only place where the workbench looks at the clock of its computer: to suggest a day, never to count a time limit. */
export const todayInChina = (): PlainDate => chinaDate(instantFromEpochMs(Date.now()))
