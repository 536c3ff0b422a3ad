import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { apiPaths, portalPaths } from '../../../contract/paths.ts'
import { type IdentityTrouble, identityTroubles } from '../../../contract/session.ts'
import { signInWaysQuery } from '../api/passkeys.ts'
import { sessionQuery } from '../api/session.ts'
import { markSessionRenewed } from '../session/expiry.ts'
import { nextAddress } from '../session/next-address.ts'
import { useDocumentTitle } from '../shell/PageHead.tsx'
import { SignInForm } from './SignInForm.tsx'

const troubleWords: Readonly<Record<IdentityTrouble, string>> = {
  refused: '统一身份认证没有通过。请再试一次，或者用密码登录。',
  unlinked: '这个身份没有关联可用的工作人员账号。请联系本机构管理员关联。',
  unreachable: '统一身份认证暂时连不上。请稍后再试，或者用密码登录。',
  over: '统一身份认证用时过长，或者不是从这个浏览器发起的。请重新登录。',
}

/** The address carries a code only: words in it could be anybody's. */
const troubleInWords = (code: string | null): string | null => {
  const known = identityTroubles.find((one) => one === code)
  return known === undefined ? null : troubleWords[known]
}

export const SignInPage = () => {
  useDocumentTitle('登录')
  const [query] = useSearchParams()
  const next = nextAddress(query.get('next'))
  const navigate = useNavigate()
  const client = useQueryClient()
  const session = useQuery(sessionQuery)
  const provider = useQuery(signInWaysQuery).data?.identityProvider
  const trouble = troubleInWords(query.get('trouble'))
  const goOn = async () => {
    client.clear()
    await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    markSessionRenewed()
    await navigate(next, { replace: true })
  }
  if (session.data) return <Navigate to={next} replace />
  return (
    <main className="sign-in">
      <section className="card" aria-labelledby="sign-in-title">
        <p className="brand-line">维权一张网 · 工作台</p>
        <h1 id="sign-in-title">工作人员登录</h1>
        {trouble === null ? null : <Alert type="error" role="alert" showIcon title={trouble} />}
        <SignInForm onDone={goOn} />
        {provider ? (
          <p>
            <Button block href={apiPaths.identityProvider({ next })}>
              用{provider.name}登录
            </Button>
          </p>
        ) : null}
        <p className="soft">
          办事群众不用登录：<a href={portalPaths.home()}>去公众服务网站</a>
        </p>
      </section>
    </main>
  )
}
