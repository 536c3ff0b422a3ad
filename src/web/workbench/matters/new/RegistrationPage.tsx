import { useState } from 'react'
import type { SubmissionReceipt } from '../../../../contract/submission.ts'
import { newUuid } from '../../new-uuid.ts'
import { PageHead } from '../../shell/PageHead.tsx'
import { ReceiptPanel } from './ReceiptPanel.tsx'
import { RegistrationForm } from './RegistrationForm.tsx'

/** 登记来访来电来信: a need that came by counter, phone or letter becomes a matter like one sent in online. */
export const RegistrationPage = () => {
  // One id for the life of the form: a double click or a retry after a broken connection makes one matter.
  const [submissionId, setSubmissionId] = useState(newUuid)
  const [receipt, setReceipt] = useState<SubmissionReceipt | null>(null)
  return (
    <>
      <PageHead title={receipt === null ? '登记来访来电来信' : '登记完成'} />
      {receipt === null ? (
        <RegistrationForm key={submissionId} submissionId={submissionId} onDone={setReceipt} />
      ) : (
        <ReceiptPanel
          receipt={receipt}
          onNext={() => {
            setReceipt(null)
            setSubmissionId(newUuid())
          }}
        />
      )}
    </>
  )
}
