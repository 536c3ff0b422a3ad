import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { Link, useNavigate } from 'react-router'
import { apiPaths, workbenchPaths } from '../../../contract/paths.ts'
import { ProblemError, sentenceOf } from '../api/problem-error.ts'
import { signOut } from '../api/session.ts'
import { Bell } from '../notifications/Bell.tsx'
import { useStaff } from '../session/staff-context.ts'
import { institutionName } from '../words/institution-name.ts'
import { rolesInWords } from '../words/roles.ts'

export const useDocumentTitle = (title: string) => {
  useEffect(() => {
    document.title = `${title} · 维权一张网工作台`
  }, [title])
}

/** Title of the page, what belongs to it, and at the far end who is signed in. */
export const PageHead = ({ title, children }: { title: string; children?: ReactNode }) => {
  useDocumentTitle(title)
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {children}
      <Who />
    </div>
  )
}

const Who = () => {
  const staff = useStaff()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const leave = async () => {
    // Who came by the identity provider is signed in there too; the next person at this machine must not be let in by it.
    if (staff.way === 'identity-provider') {
      window.location.assign(apiPaths.identityProviderLeave())
      return
    }
    await navigate(workbenchPaths.signIn())
    client.clear()
  }
  const leaving = useMutation({
    mutationFn: signOut,
    meta: { asksPassword: true },
    onSuccess: leave,
    onError: async (error) => {
      // A session that is already over answers 401: there is nothing left to end.
      if (error instanceof ProblemError && error.problem.status === 401) await leave()
      else message.error(`没有退出：${sentenceOf(error)}`)
    },
  })
  return (
    <div className="who">
      <Link to={workbenchPaths.account()} aria-label={`我的账号：${staff.name}`}>
        {staff.name}
      </Link>
      <span>
        {rolesInWords(staff.roles)} · {institutionName(staff.institution)}
      </span>
      <Bell />
      <Button size="small" loading={leaving.isPending} onClick={() => leaving.mutate()}>
        退出
      </Button>
    </div>
  )
}
