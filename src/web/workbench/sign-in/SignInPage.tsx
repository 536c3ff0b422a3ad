import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { portalPaths } from '../../../contract/paths.ts'
import { sessionQuery } from '../api/session.ts'
import { markSessionRenewed } from '../session/expiry.ts'
import { nextAddress } from '../session/next-address.ts'
import { useDocumentTitle } from '../shell/PageHead.tsx'
import { SignInForm } from './SignInForm.tsx'

export const SignInPage = () => {
  useDocumentTitle('登录')
  const [query] = useSearchParams()
  const next = nextAddress(query.get('next'))
  const navigate = useNavigate()
  const client = useQueryClient()
  const session = useQuery(sessionQuery)
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
        <SignInForm onDone={goOn} />
        <p className="soft">
          办事群众不用登录：<a href={portalPaths.home()}>去公众服务网站</a>
        </p>
      </section>
    </main>
  )
}
