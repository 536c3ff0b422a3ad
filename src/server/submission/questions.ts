import { z } from 'zod'
import type { CodeListName } from '../../contract/code-list.ts'
import type { FieldError } from '../../contract/portal/parts.ts'
import { inEach } from '../../contract/spoken.ts'
import {
  agentInput,
  applicantInput,
  identifierRule,
  identifierTypeOf,
  needInput,
  placeRule,
  submissionInput,
  submissionLimits,
  whyInvalid,
} from '../../contract/submission.ts'
import { checkIdentifier } from '../../domain/identifier/identifier.ts'
import type { InBoth } from '../../domain/kernel/language.ts'
import { fieldErrors } from '../portal/field-words.ts'
import { type Form, rowsOf } from '../portal/form.ts'
import { type AnswerStep, type Answers, inputOf, servicesFor, type World } from './answers.ts'

/** What was typed on a page that keeps its answer; evidence has a page of its own kind, see `evidence-form.ts`. */
export type QuestionStep = Exclude<AnswerStep, 'evidence'>
export type Typed<Step extends QuestionStep> = NonNullable<Answers[Step]>

/** A question: how its form is read, and what is wrong with an answer by the contract's schemas. */
interface Question<Step extends QuestionStep> {
  readonly read: (form: Form) => Typed<Step>
  readonly check: (typed: Typed<Step>, answers: Answers, world: World) => readonly FieldError[]
}

type FieldOf = (path: readonly string[]) => string
const last: FieldOf = (path) => path.at(-1) ?? ''
const dotted: FieldOf = (path) => path.join('.')

const issues = (schema: z.ZodType, input: unknown, fieldOf: FieldOf = last): readonly FieldError[] =>
  fieldErrors(schema, input, fieldOf)

/** A rule over several answers, told in both languages; null when nothing is wrong. */
const ruleInBoth = (rule: () => string | null): InBoth<string> | null => {
  const { zh, en } = inEach(rule)
  return zh === null || en === null ? null : { zh, en }
}

/** One of a list; an empty or foreign choice is told in the words of the question instead of the schema's. */
const choice = (
  field: string,
  given: string,
  allowed: readonly string[],
  zh: string,
  en: string,
): readonly FieldError[] => (allowed.includes(given) ? [] : [{ field, message: { zh, en } }])

const codesOf = (world: World, list: CodeListName) => world.codes.list(list, world.on).map((entry) => entry.code)

/** Errors of the choices first; the schema speaks only for fields that no choice has spoken for. */
const merged = (choices: readonly FieldError[], others: readonly FieldError[]): readonly FieldError[] => {
  const taken = new Set(choices.map((error) => error.field))
  return [...choices, ...others.filter((error) => !taken.has(error.field))]
}

const renamed =
  (names: Readonly<Record<string, string>>): FieldOf =>
  (path) =>
    names[last(path)] ?? last(path)

export const questions: { readonly [Step in QuestionStep]: Question<Step> } = {
  kind: {
    read: (form) => ({ kind: form.text('kind') }),
    check: ({ kind }, _, { codes, on }) => {
      const offered = codes.list('matter-kinds', on).filter((entry) => entry.offered)
      const chosen = choice(
        'kind',
        kind,
        offered.map((entry) => entry.code),
        '请选择您需要什么帮助',
        'Please choose what help you need',
      )
      return merged(
        chosen,
        issues(submissionInput.shape.kind, kind, () => 'kind'),
      )
    },
  },
  identity: {
    read: (form) => ({ identityKind: form.text('identityKind'), position: form.text('position') }),
    check: ({ identityKind, position }, _, world) => [
      ...choice(
        'identityKind',
        identityKind,
        codesOf(world, 'identity-kinds'),
        '请选择以谁的名义申请',
        'Please choose in whose name you apply',
      ),
      ...choice(
        'position',
        position,
        codesOf(world, 'positions'),
        '请选择您是哪一方',
        'Please choose which side you are on',
      ),
    ],
  },
  applicant: {
    read: (form) => ({
      name: form.text('name'),
      identifier: form.text('identifier'),
      phone: form.text('phone'),
      mail: form.text('mail'),
      address: form.text('address'),
      sme: form.text('sme') === 'yes' ? 'yes' : '',
    }),
    check: (typed, answers) => {
      const identityKind = answers.identity?.identityKind ?? ''
      const found = issues(applicantInput, inputOf.applicant(typed, identityKind))
      // The schema looks at the identifier only when all else is right; here everything is told at once.
      const given = typed.identifier.trim() === '' ? null : typed.identifier
      const checked = given === null ? null : checkIdentifier(identifierTypeOf(identityKind), given)
      const missing = ruleInBoth(() => identifierRule(answers.kind?.kind ?? '', given))
      const identifier = missing ?? (checked?.valid === false ? inEach(() => whyInvalid(checked)) : null)
      const own = identifier === null ? [] : [{ field: 'identifier', message: identifier }]
      return merged(own, found).toSorted((a, b) => applicantOrder.indexOf(a.field) - applicantOrder.indexOf(b.field))
    },
  },
  agent: {
    read: (form) => ({
      hasAgent: form.text('hasAgent'),
      agentName: form.text('agentName'),
      agentPhone: form.text('agentPhone'),
      agentRelation: form.text('agentRelation'),
    }),
    check: (typed) => {
      const chosen = choice(
        'hasAgent',
        typed.hasAgent,
        ['yes', 'no'],
        '请选择有没有人代办',
        'Please choose whether somebody acts for you',
      )
      const fieldOf = renamed({ name: 'agentName', phone: 'agentPhone', relation: 'agentRelation' })
      return typed.hasAgent === 'yes' ? issues(agentInput, inputOf.agent(typed), fieldOf) : chosen
    },
  },
  rights: {
    // One more than the most is kept here and below, so that the schema can say that there are too many.
    read: (form) => ({ rights: rowsOf(form, 'rights', ['type', 'number', 'name'], submissionLimits.rights + 1) }),
    check: (typed, _, world) => {
      const types = codesOf(world, 'right-types')
      const choices = typed.rights.flatMap(({ type }, index) =>
        choice(
          `rights.${index}.type`,
          type,
          types,
          '请选择权利类型；说不清的选“其他或说不清”',
          'Please choose the type of right; if unsure, choose the last',
        ),
      )
      return merged(choices, issues(z.object({ rights: needInput.shape.rights }), typed, dotted))
    },
  },
  facts: {
    read: (form) => ({
      scene: form.text('scene'),
      facts: form.text('facts'),
      knownSinceYear: form.text('knownSinceYear'),
      knownSinceMonth: form.text('knownSinceMonth'),
      knownSinceDay: form.text('knownSinceDay'),
    }),
    check: (typed, _, world) =>
      merged(
        choice(
          'scene',
          typed.scene,
          codesOf(world, 'scenes'),
          '请选择最像的一种情况；都不像的选“其他情况”',
          'Please choose the situation most like yours; if none fits, the last',
        ),
        issues(needInput.pick({ scene: true, facts: true, knownSince: true }), inputOf.facts(typed)),
      ),
  },
  respondents: {
    // A row left empty is no respondent.
    read: (form) => ({
      respondents: rowsOf(form, 'respondents', ['name', 'place', 'link'], submissionLimits.respondents + 1).filter(
        (row) => `${row.name}${row.place}${row.link}`.trim() !== '',
      ),
    }),
    check: (typed) => issues(z.object({ respondents: submissionInput.shape.respondents }), typed, dotted),
  },
  place: {
    read: (form) => ({
      occurredInProvince: form.text('occurredInProvince'),
      locatedInProvince: form.text('locatedInProvince'),
    }),
    check: ({ occurredInProvince, locatedInProvince }) => {
      const code = needInput.shape.occurredIn
      const missing = ruleInBoth(() => placeRule(occurredInProvince || null, locatedInProvince || null))
      return [
        ...issues(code, occurredInProvince, () => 'occurredInProvince'),
        ...issues(code, locatedInProvince, () => 'locatedInProvince'),
        ...(missing === null ? [] : [{ field: 'locatedInProvince', message: missing }]),
      ]
    },
  },
  'place-county': {
    read: (form) => ({ occurredIn: form.text('occurredIn'), locatedIn: form.text('locatedIn') }),
    check: ({ occurredIn, locatedIn }, { place }) => {
      const both = [
        { field: 'occurredIn', county: occurredIn, province: place?.occurredInProvince ?? '' },
        { field: 'locatedIn', county: locatedIn, province: place?.locatedInProvince ?? '' },
      ]
      return both.flatMap(({ field, county, province }) => {
        // The first two digits of a code name its province (GB/T 2260).
        if (province === '' ? county === '' : county.slice(0, 2) === province.slice(0, 2)) {
          return issues(needInput.shape.occurredIn, county, () => field)
        }
        return [{ field, message: { zh: '请选择区县', en: 'Please choose the county or district' } }]
      })
    },
  },
  urgency: {
    read: (form) => ({
      urgency: form.text('urgency'),
      urgentUntilYear: form.text('urgentUntilYear'),
      urgentUntilMonth: form.text('urgentUntilMonth'),
      urgentUntilDay: form.text('urgentUntilDay'),
    }),
    check: (typed, _, world) =>
      merged(
        choice('urgency', typed.urgency, codesOf(world, 'urgencies'), '请选择急不急', 'Please choose how urgent it is'),
        issues(needInput.pick({ urgency: true, urgentUntil: true }), inputOf.urgency(typed)),
      ),
  },
  services: {
    read: (form) => ({ services: form.all('services') }),
    check: (typed, answers, { codes, on }) => {
      const offered = servicesFor(codes, answers.kind?.kind ?? '', on)
      const foreign = typed.services.some((code) => !offered.includes(code))
      const choices = foreign
        ? [{ field: 'services', message: { zh: '请从下面的服务中选择', en: 'Please choose from the services below' } }]
        : []
      return merged(
        choices,
        issues(needInput.shape.services, typed.services, () => 'services'),
      )
    },
  },
  institution: {
    read: (form) => ({ institutionId: form.text('institutionId') }),
    check: ({ institutionId }) =>
      issues(submissionInput.shape.institutionId, institutionId, () => 'institutionId').map(({ field }) => ({
        field,
        message: { zh: '请选择一家机构', en: 'Please choose an institution' },
      })),
  },
}

const applicantOrder = ['name', 'identifier', 'phone', 'mail', 'address', 'sme']

export const isQuestion = (step: AnswerStep): step is QuestionStep => step !== 'evidence'

/**
 * Answers that a change on another page has made wrong are taken out, so that the way leads past their page again: a new kind of
 * matter its services, a new province its county, another place or right the chosen institution.
 */
export const settled = (before: Answers, after: Answers, world: World): Answers => {
  const reroutes = (['kind', 'rights', 'place', 'place-county', 'services'] as const).some(
    (step) => JSON.stringify(before[step]) !== JSON.stringify(after[step]),
  )
  let current: Answers = reroutes && before.institution ? { ...after, institution: undefined } : after
  for (const step of ['applicant', 'place-county', 'services'] as const) {
    const typed = current[step]
    if (typed === undefined) continue
    // One step at a time: the compiler can't see that the question and its answer belong together.
    const question = questions[step] as Question<typeof step> as Question<QuestionStep>
    if (question.check(typed, current, world).length > 0) current = { ...current, [step]: undefined }
  }
  return current
}
