import { userInfo } from 'node:os'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { staffInput } from '../contract/staff.ts'
import { type Actor, type Role, roles } from '../domain/actor/actor.ts'
import { type Ctx, inContext } from '../server/platform/context.ts'
import { generatePassword, hashPassword, passwordWeakness } from '../server/staff/password.ts'
import { staffProblem } from '../server/staff/problems.ts'
import { findStaff, getStaff, listStaff } from '../server/staff/queries.ts'
import type { StaffRefusal } from '../server/staff/refusal.ts'
import { addStaff, changeStaff, type StaffChange } from '../server/staff/use-cases.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { withInstallation } from './installation.ts'

const requestId = 'command-line'

/** Looks after accounts without signing in: for the first administrator, and when nobody can sign in any more. */
export const user: Command = {
  summary: 'makes, lists, disables and repairs accounts of staff',
  usage:
    `user add --username NAME --name 姓名 --roles ${roles.slice(0, 2).join(',')} --institution ID|NAME [--password-stdin]\n` +
    'user list [--role ROLE] [--text TEXT]\n' +
    'user disable --username NAME\n' +
    'user enable --username NAME\n' +
    'user reset --username NAME [--password-stdin] [--totp]   (a new password; --totp also takes the authenticator away)',
  run: async ([verb, ...argv], io) => {
    switch (verb) {
      case 'add':
        return add(argv, io)
      case 'list':
        return list(argv, io)
      case 'disable':
      case 'enable':
        return change(io, readUsername(argv), { disabled: verb === 'disable' })
      case 'reset':
        return reset(argv, io)
      default:
        throw new UsageError(
          `user: given ${verb === undefined ? 'nothing' : `"${verb}"`}, expected add, list, disable, enable or reset`,
        )
    }
  },
}

/** The audit names the person at the machine as far as the machine knows. */
const operator = (): Actor => ({
  kind: 'system',
  name: `command line (${userInfo().username})`,
  scope: { kind: 'system' },
})

const inside = <T>(io: Io, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  withInstallation(io, ({ platform }) => inContext(platform, operator(), requestId, work))

/** A refusal on stdout as the API words it, without what only a request has. */
const sayNo = (io: Io, refusal: StaffRefusal): 1 => {
  const { code, title, detail, facts } = staffProblem(refusal, requestId)
  io.answer({ code, title, detail, ...(facts ? { facts } : {}) })
  return 1
}

const add = async (argv: string[], io: Io): Promise<number> => {
  const { values } = parseArgs({
    args: argv,
    options: {
      username: { type: 'string' },
      name: { type: 'string' },
      roles: { type: 'string' },
      institution: { type: 'string' },
      'password-stdin': { type: 'boolean' },
    },
  })
  const input = readInput(values)
  const institution = required('institution', values.institution)
  const { password, generated } = await choosePassword(values['password-stdin'])
  const weak = passwordWeakness(password, input.username)
  if (weak) return sayNo(io, weak)
  const hash = await hashPassword(password)
  return inside(io, async (ctx) => {
    const institutionId = await findInstitution(ctx, institution)
    const added = await addStaff(ctx, { ...input, institutionId }, hash)
    if (!added.ok) return sayNo(io, added.refusal)
    io.answer({ ...(await getStaff(ctx, added.value.id)), ...(generated ? { password } : {}) })
    return 0
  })
}

const list = async (argv: string[], io: Io): Promise<number> => {
  const { values } = parseArgs({ args: argv, options: { role: { type: 'string' }, text: { type: 'string' } } })
  const role = values.role === undefined ? null : readRoles(values.role)[0]
  return inside(io, async (ctx) => {
    const rows = []
    for (let after: string | null = null; ; ) {
      const page = await listStaff(ctx, {
        institutionId: null,
        role: role ?? null,
        text: values.text ?? null,
        after,
        limit: 100,
      })
      if (!page.ok) return sayNo(io, page.refusal)
      rows.push(...page.value.rows)
      after = page.value.after
      if (after === null) break
    }
    io.answer({ rows })
    return 0
  })
}

const reset = async (argv: string[], io: Io): Promise<number> => {
  const { values } = parseArgs({
    args: argv,
    options: { username: { type: 'string' }, 'password-stdin': { type: 'boolean' }, totp: { type: 'boolean' } },
  })
  const username = required('username', values.username)
  const { password, generated } = await choosePassword(values['password-stdin'])
  const weak = passwordWeakness(password, username)
  if (weak) return sayNo(io, weak)
  const passwordHash = await hashPassword(password)
  const answer = generated ? { password } : {}
  return change(io, username, { passwordHash, ...(values.totp ? { resetTotp: true } : {}) }, answer)
}

const change = (io: Io, username: string, wanted: StaffChange, answer: object = {}): Promise<number> =>
  inside(io, async (ctx) => {
    const account = await findStaff(ctx, { username })
    if (!account) return sayNo(io, { code: 'not-found' })
    const changed = await changeStaff(ctx, account.id, wanted)
    if (!changed.ok) return sayNo(io, changed.refusal)
    io.answer({ ...(await getStaff(ctx, account.id)), ...answer })
    return 0
  })

const required = (option: string, value: string | undefined): string => {
  if (value !== undefined && value !== '') return value
  throw new UsageError(`--${option}: given nothing, expected a value`)
}

const readUsername = (argv: string[]): string => {
  const { values } = parseArgs({ args: argv, options: { username: { type: 'string' } } })
  return required('username', values.username)
}

const readRoles = (given: string): Role[] =>
  given.split(',').map((one) => {
    const role = roles.find((known) => known === one.trim())
    if (role !== undefined) return role
    throw new UsageError(`--roles: given "${one.trim()}", expected some of ${roles.join(', ')}`)
  })

/** The same rules for username and name as in the API. */
const readInput = (values: { username?: string; name?: string; roles?: string }) => {
  const read = staffInput.pick({ username: true, name: true }).safeParse({
    username: required('username', values.username),
    name: required('name', values.name),
  })
  if (!read.success) throw new UsageError(z.prettifyError(read.error))
  return { ...read.data, roles: readRoles(required('roles', values.roles)) }
}

/** From stdin, so that it stands in no list of processes and no shell history; else a fresh one, printed once. */
const choosePassword = async (fromStdin: boolean | undefined): Promise<{ password: string; generated: boolean }> => {
  if (!fromStdin) return { password: generatePassword(), generated: true }
  const given = (await text(process.stdin)).replace(/\r?\n$/, '')
  const read = staffInput.shape.password.safeParse(given)
  if (read.success) return { password: read.data, generated: false }
  throw new UsageError(`--password-stdin: given ${given.length} characters, expected 12 to 200`)
}

const findInstitution = async (ctx: Ctx, given: string): Promise<string> => {
  const rows = ctx.tx.selectFrom('institution').select(['id', 'name']).where('status', '<>', 'closed')
  if (z.uuid().safeParse(given).success) return given
  const exact = await rows.where('name', '=', given).limit(2).execute()
  const pattern = `%${given.replace(/[\\%_]/g, '\\$&')}%`
  const found = exact.length > 0 ? exact : await rows.where('name', 'like', pattern).orderBy('name').limit(6).execute()
  const [only] = found
  if (only && found.length === 1) return only.id
  if (!only) throw new UsageError(`--institution: given "${given}", expected the id or name of an institution`)
  const choices = found.map(({ id, name }) => `  ${id}  ${name}`).join('\n')
  throw new UsageError(
    `--institution: given "${given}", which is not the only one of that name; expected one of\n${choices}`,
  )
}
