import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer } from 'antd'
import { useState } from 'react'
import { draftBody } from '../../../../../contract/document.ts'
import type { DocumentValues } from '../../../../../contract/document-values.ts'
import type { MatterView } from '../../../../../contract/matter.ts'
import { documentsQueryOf, issueDocument } from '../../../api/documents.ts'
import { matterQueryOf, mattersKey } from '../../../api/matters.ts'
import { ProblemError, sentenceOf } from '../../../api/problem-error.ts'
import { useReturnFocus } from '../../../shell/use-return-focus.ts'
import { ChangedNotice } from '../ChangedNotice.tsx'
import { DraftPanel } from './DraftPanel.tsx'

interface IssueDrawerProps {
  readonly matter: MatterView
  readonly code: string
  readonly title: string
  readonly onClose: () => void
}

/** A document that no step brings with it: filled in, looked at, issued. */
export const IssueDrawer = ({ matter, code, title, onClose }: IssueDrawerProps) => {
  useReturnFocus()
  const [values, setValues] = useState<DocumentValues | null>(null)
  const { message } = App.useApp()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: () => issueDocument(matter.id, { expectedVersion: matter.version, form: code, document: values }),
    onSuccess: (after) => {
      client.setQueryData(documentsQueryOf(matter.id).queryKey, after)
      void client.invalidateQueries({ queryKey: mattersKey })
      message.success(`${title}：已制作`)
      onClose()
    },
  })
  const changed = send.error instanceof ProblemError && send.error.problem.code === 'matter-changed'
  const reload = async () => {
    await client.refetchQueries({ queryKey: matterQueryOf(matter.id).queryKey })
    send.reset()
  }
  return (
    <Drawer
      open
      title={`制作${title}`}
      size="large"
      onClose={onClose}
      footer={
        <div className="row">
          <Button
            type="primary"
            loading={send.isPending}
            disabled={values === null || changed}
            onClick={() => send.mutate()}
          >
            确认制作
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      }
    >
      {changed && send.error instanceof ProblemError ? (
        <ChangedNotice changes={send.error.problem.changes ?? []} onReload={reload} />
      ) : send.isError ? (
        <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} />
      ) : null}
      <DraftPanel
        matterId={matter.id}
        bodyOf={() => draftBody.parse({ step: 'issue-document', form: code, document: null })}
        values={values}
        onChange={setValues}
        stale={false}
        onFresh={() => {}}
      />
    </Drawer>
  )
}
