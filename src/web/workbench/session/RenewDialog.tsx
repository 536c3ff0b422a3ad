import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { workbenchPaths } from '../../../contract/paths.ts'
import type { StaffSession } from '../../../contract/staff.ts'
import { sessionQuery } from '../api/session.ts'
import { SignInForm } from '../sign-in/SignInForm.tsx'
import { markSessionRenewed } from './expiry.ts'

/** Asks to sign in again over the page. Somebody else who signs in starts anew: the page belongs to the one before. */
export const RenewDialog = ({ staff }: { staff: StaffSession }) => {
  const client = useQueryClient()
  const goOn = async () => {
    const now = await client.fetchQuery({ ...sessionQuery, staleTime: 0 })
    if (now?.id !== staff.id) {
      window.location.assign(workbenchPaths.home())
      return
    }
    markSessionRenewed()
    await client.invalidateQueries()
  }
  return (
    <Modal open title="登录已过期" footer={null} closable={false} mask={{ closable: false }} keyboard={false}>
      <p>请重新登录。页面和已填写的内容会保留。</p>
      <SignInForm username={staff.username} onDone={goOn} />
    </Modal>
  )
}
