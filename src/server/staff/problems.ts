import type { Problem } from '../../contract/problem.ts'
import { roleWord } from '../../contract/refusal-words.ts'
import type { StaffRefusal } from './refusal.ts'

const levelNames: Readonly<Record<string, string>> = { national: '全国', province: '省', city: '市', county: '县' }

const waiting = (seconds: number) => (seconds < 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`)

type Words<Code> = (refusal: Extract<StaffRefusal, { code: Code }>) => string

/** HTTP status, title and the sentence for the person, for everything that may stand in the way. */
const words: {
  readonly [Code in StaffRefusal['code']]: readonly [status: number, title: string, detail: Words<Code>]
} = {
  'not-signed-in': [401, '尚未登录', () => '请先登录。登录 12 小时后，或 2 小时未操作，需要重新登录。'],
  'credentials-wrong': [401, '用户名或密码不正确', () => '请核对用户名和密码。忘记密码请联系本系统管理员重设。'],
  'too-many-attempts': [
    429,
    '尝试次数过多',
    ({ retryAfterSeconds }) => `连续输错多次，请在 ${waiting(retryAfterSeconds)}后再试。`,
  ],
  'challenge-over': [401, '请重新登录', () => '验证码步骤已失效（超过 10 分钟或输错多次），请重新输入用户名和密码。'],
  'code-wrong': [422, '验证码不正确', () => '请输入验证器上当前显示的 6 位数字；每个验证码只能使用一次。'],
  'password-wrong': [422, '密码不正确', () => '当前密码不正确，请重新输入。'],
  'password-weak': [
    422,
    '密码太容易被猜到',
    ({ why }) =>
      ({
        common: '这是常见密码，请换一个。',
        monotonous: '密码中不同的字符太少，请换一个。',
        'contains-username': '密码中不能包含用户名，请换一个。',
      })[why],
  ],
  'totp-already-enabled': [409, '已启用动态验证码', () => '该账号已启用动态验证码。更换手机请联系管理员重置。'],
  'totp-not-started': [409, '请先获取二维码', () => '请先扫描二维码，再输入验证器上的数字。'],
  'passkey-refused': [401, '通行密钥没有通过验证', () => '请再试一次；仍然不行的，请改用密码登录。'],
  'passkey-known': [409, '这把通行密钥已经登记过', () => '这台设备上的通行密钥已经登记，不用重复添加。'],
  'passkey-unknown': [404, '没有找到', () => '没有这把通行密钥，可能已经移除。'],
  'passkeys-too-many': [409, '通行密钥已满', ({ most }) => `最多登记 ${most} 把，请先移除不用的。`],
  'passkey-impossible': [
    409,
    '这个网址不能使用通行密钥',
    () => '通行密钥须通过 https 网址使用；在本机试用的，请把网址中的 127.0.0.1 改为 localhost。',
  ],
  'session-unknown': [404, '没有找到', () => '没有这次登录，可能已经结束。'],
  'identity-provider-missing': [409, '没有统一身份认证', () => '本系统没有接入统一身份认证，不能关联。'],
  'identity-taken': [409, '已经关联给别人', () => '这个身份已经关联了另一个账号，请先解除。'],
  'token-unknown': [404, '没有找到', () => '没有这个接口令牌。'],
  'token-over': [409, '令牌已失效', () => '这个接口令牌已经停用、过期或者更换，请新建一个。'],
  'username-taken': [409, '用户名已被使用', ({ username }) => `用户名“${username}”已被使用，请换一个。`],
  'institution-unknown': [422, '机构不存在', () => '没有这家机构，或该机构已停止服务，请重新选择。'],
  'role-unsuited': [
    422,
    '角色与机构层级不符',
    ({ role, level, needs }) =>
      `“${roleWord(role)}”只能设在${needs.map((need) => levelNames[need] ?? need).join('、')}级机构，所选机构为${levelNames[level] ?? level}级。`,
  ],
  'own-account': [403, '不能修改自己的账号', () => '自己的角色和状态须由另一名管理员修改。'],
  'last-administrator': [409, '至少保留一名管理员', () => '这是最后一名可用的管理员，请先设置另一名管理员。'],
  'not-found': [404, '没有找到', () => '没有这个账号。'],
  'role-lacks-right': [403, '没有权限', ({ needs }) => `此操作须由${needs.map(roleWord).join('、')}办理。`],
}

/** RFC 9457 for a refusal of this room. */
export const staffProblem = (refusal: StaffRefusal, requestId: string): Problem => {
  // The table is keyed by the same code that the sentence is typed by; TypeScript can't follow the pairing.
  const [status, title, detail] = words[refusal.code] as readonly [number, string, (refusal: StaffRefusal) => string]
  const { code, ...facts } = refusal
  return {
    type: `urn:weiquan:problem:${code}`,
    title,
    status,
    code,
    detail: detail(refusal),
    requestId,
    ...(Object.keys(facts).length > 0 ? { facts } : {}),
  }
}
