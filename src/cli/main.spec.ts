import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const entry = join(import.meta.dirname, '../../scripts/weiquan.mjs')

/** Started as a person would, from a folder that is not the project's. */
const weiquan = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { cwd: tmpdir(), encoding: 'utf8' })
  return { status, stdout, stderr, answer: (): unknown => JSON.parse(stdout) }
}

describe('weiquan due', () => {
  it('answers the end of a limit with its derivation and exits 0', () => {
    const run = weiquan('due', '--rule', 'AID-REVIEW', '--from', '2026-02-09T10:00:00+08:00')
    expect(run).toMatchObject({ status: 0, stderr: '' })
    expect(run.answer()).toEqual({
      rule: 'AID-REVIEW',
      version: 1,
      unit: 'working-day',
      from: '2026-02-09T10:00:00+08:00',
      dueOn: '2026-03-06',
      dueAt: '2026-03-06T23:59:59.999+08:00',
      provisional: false,
      derivation: expect.arrayContaining(['第 15 个工作日是 3月6日（周五），期限到当日 24 时为止。']),
    })
  })

  it('takes several suspensions, as days or as times in any zone', () => {
    const run = weiquan(
      ...['due', '--rule', 'AID-SUPPLEMENT', '--from', '2026-03-02T01:00:00Z'],
      ...['--suspend', '2026-03-04/2026-03-10', '--suspend', '2026-03-16T16:00:00Z/2026-03-18T09:00:00+08:00'],
    )
    expect(run.status).toBe(0)
    expect(run.answer()).toMatchObject({ from: '2026-03-02T09:00:00+08:00', dueOn: '2026-03-18' })
  })

  it('of a clock that nobody has resumed has no end', () => {
    const run = weiquan(
      'due',
      '--rule',
      'AID-REVIEW',
      '--from',
      '2026-02-09T10:00:00+08:00',
      '--suspend',
      '2026-02-12/..',
    )
    expect(run.status).toBe(0)
    expect(run.answer()).toMatchObject({ dueOn: null, dueAt: null, provisional: false })
  })

  it('past the published years is provisional', () => {
    const run = weiquan('due', '--rule', 'AID-REVIEW', '--from', '2026-12-20T10:00:00+08:00')
    expect(run.answer()).toMatchObject({ dueOn: '2027-01-08', provisional: true })
  })

  it('in hours keeps the exact time', () => {
    const run = weiquan('due', '--rule', 'FAIR-STATEMENT', '--from', '2026-10-01T10:30:15.250+08:00')
    expect(run.answer()).toMatchObject({ unit: 'hour', dueOn: '2026-10-02', dueAt: '2026-10-02T10:30:15.250+08:00' })
  })

  it.each<[title: string, args: string[], message: RegExp]>([
    [
      'an unknown rule',
      ['--rule', 'AID-NOPE', '--from', '2026-02-09T10:00:00+08:00'],
      /given "AID-NOPE", expected one of AID-REVIEW, /,
    ],
    [
      'a rule that was not yet in force',
      ['--rule', 'ADJ-CLOSE', '--from', '2025-01-31T10:00:00+08:00'],
      /ADJ-CLOSE is not in force on 2025-01-31, expected a day from 2025-02-01/,
    ],
    ['no rule', ['--from', '2026-02-09T10:00:00+08:00'], /--rule: given nothing/],
    ['no start', ['--rule', 'AID-REVIEW'], /--from: given nothing/],
    [
      'a day that does not exist',
      ['--rule', 'AID-REVIEW', '--from', '2026-02-30T10:00:00+08:00'],
      /--from: given "2026-02-30T10:00:00\+08:00", expected an existing time/,
    ],
    ['a time without offset', ['--rule', 'AID-REVIEW', '--from', '2026-02-09T10:00:00'], /with offset/],
    [
      'a suspension without end',
      ['--rule', 'AID-REVIEW', '--from', '2026-02-09T10:00:00+08:00', '--suspend', '2026-02-12'],
      /--suspend: given "2026-02-12", expected FROM\/TO/,
    ],
    [
      'a suspension of three parts',
      ['--rule', 'AID-REVIEW', '--from', '2026-02-09T10:00:00+08:00', '--suspend', '2026-02-12/2026-02-13/2026-02-14'],
      /expected FROM\/TO/,
    ],
    [
      'a suspension that ends before it begins',
      ['--rule', 'AID-REVIEW', '--from', '2026-02-09T10:00:00+08:00', '--suspend', '2026-02-12/2026-02-11'],
      /ends before it begins/,
    ],
    ['an unknown option', ['--rule', 'AID-REVIEW', '--form', 'x'], /--form/],
  ])('with %s says what is wrong and exits 2 without an answer', (_title, args, message) => {
    const run = weiquan('due', ...args)
    expect(run).toMatchObject({ status: 2, stdout: '' })
    expect(run.stderr).toMatch(message)
    expect(run.stderr).toContain('usage: weiquan due')
  })
})

describe('weiquan check-id', () => {
  it('answers a valid number with its normal form and exits 0', () => {
    const run = weiquan('check-id', '--type', 'patent', '--value', 'ZL 2017 1060 1862.3')
    expect(run.status).toBe(0)
    expect(run.answer()).toEqual({
      type: 'patent',
      value: 'ZL 2017 1060 1862.3',
      valid: true,
      normalised: '201710601862.3',
      reason: null,
    })
  })

  it('answers an invalid number with the reason and exits 1', () => {
    const run = weiquan('check-id', '--type', 'uscc', '--value', '91310115MA1G4L1WXK')
    expect(run.status).toBe(1)
    expect(run.answer()).toEqual({
      type: 'uscc',
      value: '91310115MA1G4L1WXK',
      valid: false,
      normalised: null,
      reason: expect.stringContaining('应为“7”'),
    })
  })

  it('says on stderr what a valid answer does not vouch for', () => {
    const run = weiquan('check-id', '--type', 'trademark', '--value', '1328994')
    expect(run).toMatchObject({ status: 0, stderr: '商标注册号没有校验位，只核对了格式\n' })
  })

  it('knows the day: a birth date in the future is refused', () => {
    const run = weiquan('check-id', '--type', 'resident-id', '--value', '110105299912310025')
    expect(run.answer()).toMatchObject({ valid: false, reason: expect.stringContaining('在今天之后') })
  })

  it.each<[title: string, args: string[], message: RegExp]>([
    [
      'an unknown type',
      ['--type', 'passport', '--value', '1'],
      /--type: given "passport", expected one of uscc, resident-id, /,
    ],
    ['no value', ['--type', 'uscc'], /--value: given nothing/],
    ['a word too many', ['--type', 'uscc', '--value', '1', 'more'], /more/],
  ])('with %s exits 2', (_title, args, message) => {
    const run = weiquan('check-id', ...args)
    expect(run).toMatchObject({ status: 2, stdout: '' })
    expect(run.stderr).toMatch(message)
  })
})

describe('weiquan', () => {
  it('lists its commands when asked for help', () => {
    const run = weiquan('--help')
    expect(run).toMatchObject({ status: 0, stdout: '' })
    expect(run.stderr).toMatch(/^ {2}due /m)
    expect(run.stderr).toMatch(/^ {2}check-id /m)
  })

  it('tells how a command is used when that is asked for', () => {
    const run = weiquan('due', '--help')
    expect(run).toMatchObject({ status: 0, stdout: '' })
    expect(run.stderr).toContain('--suspend FROM/TO')
  })

  it.each([[[]], [['no-such-command']], [['toString']]])('with the arguments %j exits 2', (args) => {
    expect(weiquan(...args)).toMatchObject({ status: 2, stdout: '' })
  })
})
