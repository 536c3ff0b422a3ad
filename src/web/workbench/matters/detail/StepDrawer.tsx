import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Drawer, Form } from 'antd'
import { type RefObject, useState } from 'react'
import { bringsDocument, type DraftBody, draftBody } from '../../../../contract/document.ts'
import type { DocumentValues } from '../../../../contract/document-values.ts'
import { type MatterView, type StepName, type StepView, stepBodies } from '../../../../contract/matter.ts'
import { matterQueryOf, mattersKey, takeStep } from '../../api/matters.ts'
import { ProblemError, sentenceOf } from '../../api/problem-error.ts'
import { FieldForm } from '../../fields/FieldForm.tsx'
import { readForm, showProblem } from '../../fields/form-errors.ts'
import { useReturnFocus } from '../../shell/use-return-focus.ts'
import { ChangedNotice } from './ChangedNotice.tsx'
import { DraftPanel } from './documents/DraftPanel.tsx'
import { type StepDrafts, type StepValues, stepForms } from './steps/step-forms.ts'

interface StepDrawerProps {
  readonly matter: MatterView
  readonly step: StepView
  readonly name: StepName
  readonly drafts: RefObject<StepDrafts>
  readonly onClose: () => void
}

/** One step of the desk: its form, its refusals, and what to do when the matter has changed meanwhile. */
export const StepDrawer = ({ matter, step, name, drafts, onClose }: StepDrawerProps) => {
  useReturnFocus()
  const [form] = Form.useForm<StepValues>()
  const [homeless, setHomeless] = useState<readonly string[]>([])
  const brings = bringsDocument(name)
  const [values, setValues] = useState<DocumentValues | null>(null)
  const [stale, setStale] = useState(false)
  const { message } = App.useApp()
  const client = useQueryClient()
  const { Fields, initial, shape = (values) => values } = stepForms[name]

  const send = useMutation({
    mutationFn: (body: StepValues) => takeStep(matter.id, name, body),
    onSuccess: async (after) => {
      delete drafts.current[name]
      client.setQueryData(matterQueryOf(matter.id).queryKey, after)
      await client.cancelQueries({ queryKey: [...mattersKey, 'one', matter.id] })
      void client.invalidateQueries({ queryKey: mattersKey })
      message.success(`${step.label}：已完成`)
      onClose()
    },
    onError: (error) => setHomeless(showProblem(form, error)),
  })
  const changed = send.error instanceof ProblemError && send.error.problem.code === 'matter-changed'

  const read = (): StepValues | null => {
    const withVersion = (values: unknown) => ({ ...shape(Object(values)), expectedVersion: matter.version })
    return readForm<StepValues>(form, stepBodies[name], withVersion, setHomeless)
  }
  const submit = () => {
    const body = read()
    if (body !== null) send.mutate(brings ? { ...body, document: values } : body)
  }
  const draftOfStep = (): DraftBody | null => {
    const body = read()
    // The body was read by this step's own schema, of which the draft's is made.
    return body === null ? null : draftBody.parse({ step: name, body: { ...body, document: null } })
  }
  const reload = async () => {
    await client.refetchQueries({ queryKey: matterQueryOf(matter.id).queryKey })
    send.reset()
  }

  return (
    <Drawer
      open
      title={step.label}
      size="large"
      onClose={onClose}
      footer={
        <div className="row">
          <Button
            type="primary"
            loading={send.isPending}
            disabled={!step.allowed || changed}
            onClick={() => form.submit()}
          >
            确认{step.label}
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      }
    >
      {step.allowed ? (
        <p className="soft">{step.hint}</p>
      ) : (
        <Alert type="warning" role="alert" title="现在不能办理这一步" description={step.reason} />
      )}
      {changed && send.error instanceof ProblemError ? (
        <ChangedNotice changes={send.error.problem.changes ?? []} onReload={reload} />
      ) : send.isError ? (
        <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} description={homeless.join('；')} />
      ) : homeless.length > 0 ? (
        <Alert type="error" role="alert" showIcon title={homeless.join('；')} />
      ) : null}
      <FieldForm
        form={form}
        name={`step-${name}`}
        initialValues={drafts.current[name] ?? initial(matter)}
        onValuesChange={() => {
          drafts.current[name] = form.getFieldsValue(true)
          setStale(values !== null)
        }}
        onFinish={submit}
      >
        {Fields === null ? <p>确认“{step.label}”？这一步会记入经过。</p> : <Fields matter={matter} />}
      </FieldForm>
      {brings && step.allowed ? (
        <DraftPanel
          matterId={matter.id}
          bodyOf={draftOfStep}
          values={values}
          onChange={setValues}
          stale={stale}
          onFresh={() => setStale(false)}
        />
      ) : null}
    </Drawer>
  )
}
