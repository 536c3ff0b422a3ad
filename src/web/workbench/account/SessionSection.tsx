import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import type { SessionRow } from '../../../contract/session.ts'
import type { SignInWay } from '../../../contract/staff.ts'
import { endOtherSessions, endSession, sessionsQuery } from '../api/passkeys.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { Loading } from '../shell/Loading.tsx'
import { Trouble } from '../shell/Trouble.tsx'
import { momentInWords } from '../words/moment.ts'

const wayWords: Readonly<Record<SignInWay, string>> = {
  password: '密码',
  totp: '密码和验证码',
  'backup-code': '密码和备用码',
  passkey: '通行密钥',
  'identity-provider': '统一身份认证',
}

/** Where one is signed in; what is not one's own can be ended here. */
export const SessionSection = () => {
  const sessions = useQuery(sessionsQuery)
  const client = useQueryClient()
  const { message } = App.useApp()
  const after = async (words: string) => {
    await client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    message.success(words)
  }
  const one = useMutation({
    mutationFn: (row: SessionRow) => endSession(row.id),
    onSuccess: () => after('已结束这次登录'),
    onError: (error) => message.error(sentenceOf(error)),
  })
  const others = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: ({ ended }) => after(`已结束其他 ${ended} 次登录`),
    onError: (error) => message.error(sentenceOf(error)),
  })
  const rows = sessions.data?.rows ?? []
  return (
    <section className="card" aria-labelledby="sessions-title">
      <h2 id="sessions-title">正在登录的地方</h2>
      <p>有不认识的，请结束它，再修改密码。只记浏览器种类和大致网络，不记完整地址。</p>
      {sessions.isPending ? <Loading what="登录的地方" /> : null}
      {sessions.isError ? <Trouble error={sessions.error} onRetry={() => sessions.refetch()} /> : null}
      <ul className="bullets">
        {rows.map((row) => (
          <li key={row.id}>
            <b>{row.device}</b> {row.current ? <Tag variant="outlined">本次登录</Tag> : null}
            <div className="soft">
              {wayWords[row.way]}，{momentInWords(row.startedAt)} 登录，最近使用 {momentInWords(row.lastUsedAt)}
              {row.network === null ? '' : `，网络 ${row.network}`}
            </div>
            {row.current ? null : (
              <Button
                size="small"
                aria-label={`结束 ${row.device}，${momentInWords(row.startedAt)} 的登录`}
                loading={one.isPending && one.variables.id === row.id}
                onClick={() => one.mutate(row)}
              >
                结束
              </Button>
            )}
          </li>
        ))}
      </ul>
      {rows.length > 1 ? (
        <Button loading={others.isPending} onClick={() => others.mutate()}>
          结束其他所有登录
        </Button>
      ) : null}
    </section>
  )
}
