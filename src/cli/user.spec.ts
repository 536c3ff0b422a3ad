import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { useTestDatabase } from '../../testing/database.ts'
import { systemClock } from '../server/platform/clock.ts'
import { UsageError } from './command.ts'
import { user } from './user.ts'

const entry = join(import.meta.dirname, '../../scripts/weiquan.mjs')

describe('weiquan user', () => {
  const database = useTestDatabase({ seeded: true })
  let dataDir = ''
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'weiquan-user-'))
  })
  afterEach(() => vi.unstubAllEnvs())
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  /** Started as an operator would, on the spec's database. */
  const weiquan = (args: string[], input = '') => {
    const env = { ...process.env, DATABASE_URL: database.ownerUrl, DATA_DIR: dataDir }
    const { status, stdout, stderr } = spawnSync(process.execPath, [entry, 'user', ...args], {
      cwd: tmpdir(),
      encoding: 'utf8',
      env,
      input,
    })
    return { status, stderr, answer: stdout === '' ? null : JSON.parse(stdout) }
  }
  /** The same without a process of its own. */
  const run = async (...args: string[]) => {
    vi.stubEnv('DATABASE_URL', database.ownerUrl)
    vi.stubEnv('DATA_DIR', dataDir)
    const answer = vi.fn()
    const status = await user.run(args, { now: systemClock.now, answer, tell: () => {} })
    expect(answer).toHaveBeenCalledTimes(1)
    return { status, answer: answer.mock.calls[0]?.[0] }
  }
  const newcomer = ['add', '--username', 'newcomer', '--name', '新同事', '--roles', 'clerk,reviewer']

  it('add makes an account at the institution it names, prints its first password once, and is audited', async () => {
    const { status, stderr, answer } = weiquan([...newcomer, '--institution', '余姚市知识产权维权援助工作站'])
    expect(status, stderr).toBe(0)
    expect(answer).toMatchObject({
      username: 'newcomer',
      roles: ['clerk', 'reviewer'],
      institution: { name: '余姚市知识产权维权援助工作站（示范）' },
      disabled: false,
      password: expect.stringMatching(/^\w{5}-\w{5}-\w{5}-\w{5}$/),
    })
    const { rows } = await database.ownerPool.query(
      "select actor_kind, actor_name, detail from audit where action = 'staff.add' and object_id = $1",
      [answer.id],
    )
    expect(rows).toEqual([
      {
        actor_kind: 'system',
        actor_name: expect.stringMatching(/^command line \(.+\)$/),
        detail: { username: 'newcomer', roles: ['clerk', 'reviewer'] },
      },
    ])
  })

  it('add says no with exit 1 to a name in use, and takes a password from stdin without printing it', () => {
    const taken = weiquan(
      [
        'add',
        '--username',
        'limin',
        '--name',
        '李敏',
        '--roles',
        'clerk',
        '--institution',
        '鄞州区',
        '--password-stdin',
      ],
      'yuyao-persimmon-4\n',
    )
    expect(taken).toMatchObject({ status: 1, answer: { code: 'username-taken', facts: { username: 'limin' } } })
    const made = weiquan(
      [
        'add',
        '--username',
        'piped',
        '--name',
        '某人',
        '--roles',
        'clerk',
        '--institution',
        '鄞州区',
        '--password-stdin',
      ],
      'yuyao-persimmon-4\n',
    )
    expect(made.status, made.stderr).toBe(0)
    expect(made.answer).not.toHaveProperty('password')
  })

  it.each([
    [['add', '--username', 'a', '--name', '某人', '--roles', 'clerk', '--institution', 'x'], 'username'],
    [['add', '--username', 'abc', '--name', '某人', '--roles', 'boss', '--institution', 'x'], '--roles: given "boss"'],
    [
      ['add', '--username', 'abc', '--name', '某人', '--roles', 'clerk', '--institution', '没有的'],
      '--institution: given "没有的"',
    ],
    [['add', '--username', 'abc', '--name', '某人', '--roles', 'clerk', '--institution', '中心'], 'not the only one'],
    [['add', '--username', 'abc', '--name', '某人', '--roles', 'clerk'], '--institution: given nothing'],
    [['fire'], 'user: given "fire"'],
  ])('%j is wrong usage, and says what was expected', async (args, said) => {
    const wrong = run(...args)
    await expect(wrong).rejects.toThrow(UsageError)
    await expect(wrong).rejects.toThrow(said)
  })

  it('list shows the accounts, disable and enable change one, and the last administrator stays', async () => {
    const { answer } = await run('list', '--role', 'administrator')
    expect(answer.rows).toEqual([expect.objectContaining({ username: 'admin', disabled: false })])
    expect(await run('disable', '--username', 'admin')).toMatchObject({
      status: 1,
      answer: { code: 'last-administrator' },
    })
    expect(await run('disable', '--username', 'limin')).toMatchObject({ status: 0, answer: { disabled: true } })
    expect(await run('enable', '--username', 'limin')).toMatchObject({ status: 0, answer: { disabled: false } })
    expect(await run('disable', '--username', 'nobody')).toMatchObject({ status: 1, answer: { code: 'not-found' } })
  })

  it('reset gives the administrator a new password when nobody can sign in any more', async () => {
    const hash = async () =>
      (
        await database.ownerPool.query(
          "select password from staff_account a join staff s on s.id = a.staff_id where username = 'admin'",
        )
      ).rows[0].password
    const before = await hash()
    expect(await run('reset', '--username', 'admin')).toMatchObject({
      status: 0,
      answer: { password: expect.any(String) },
    })
    expect(await hash()).not.toBe(before)
  })
})
