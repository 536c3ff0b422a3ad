import { useStaff } from '../session/staff-context.ts'
import { PageHead } from '../shell/PageHead.tsx'
import { rolesInWords } from '../words/roles.ts'
import { PasskeySection } from './PasskeySection.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SessionSection } from './SessionSection.tsx'
import { TotpEnrolment } from './TotpEnrolment.tsx'

export const AccountPage = () => {
  const staff = useStaff()
  return (
    <>
      <PageHead title="我的账号" />
      <div className="narrow">
        <section className="card" aria-labelledby="account-title">
          <h2 id="account-title">账号</h2>
          <dl className="facts one">
            <div>
              <dt>姓名</dt>
              <dd>{staff.name}</dd>
            </div>
            <div>
              <dt>用户名</dt>
              <dd>{staff.username}</dd>
            </div>
            <div>
              <dt>角色</dt>
              <dd>{rolesInWords(staff.roles)}</dd>
            </div>
            <div>
              <dt>机构</dt>
              <dd>{staff.institution.name}</dd>
            </div>
          </dl>
        </section>
        <PasswordForm />
        <TotpEnrolment enabled={staff.totpEnabled} />
        <PasskeySection />
        <SessionSection />
      </div>
    </>
  )
}
