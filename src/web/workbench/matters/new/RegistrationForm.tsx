import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Checkbox, Form } from 'antd'
import { type ReactNode, useState } from 'react'
import { portalPaths } from '../../../../contract/paths.ts'
import { consentVersion, registrationInput, type SubmissionReceipt } from '../../../../contract/submission.ts'
import { matterKinds } from '../../../../domain/matter/matter.ts'
import { useCodeLists } from '../../api/code-lists.ts'
import { mattersKey, registerMatter } from '../../api/matters.ts'
import { sentenceOf } from '../../api/problem-error.ts'
import { RadioGroup } from '../../fields/ChoiceGroup.tsx'
import { EvidenceFields } from '../../fields/EvidenceFields.tsx'
import { FieldForm } from '../../fields/FieldForm.tsx'
import { readForm, showProblem } from '../../fields/form-errors.ts'
import { useStaff } from '../../session/staff-context.ts'
import { ApplicantFields } from './ApplicantFields.tsx'
import { InstitutionFields } from './InstitutionFields.tsx'
import { LeaveGuard } from './LeaveGuard.tsx'
import { NeedFields } from './NeedFields.tsx'
import { RespondentFields } from './RespondentFields.tsx'
import { emptyRegistration, type RegistrationValues, registrationBody } from './registration-values.ts'

interface RegistrationFormProps {
  readonly submissionId: string
  readonly onDone: (receipt: SubmissionReceipt) => void
}

export const RegistrationForm = ({ submissionId, onDone }: RegistrationFormProps) => {
  const [form] = Form.useForm<RegistrationValues>()
  const staff = useStaff()
  const codes = useCodeLists()
  const client = useQueryClient()
  const [dirty, setDirty] = useState(false)
  const [homeless, setHomeless] = useState<readonly string[]>([])
  const send = useMutation({
    mutationFn: registerMatter,
    onSuccess: (receipt) => {
      void client.invalidateQueries({ queryKey: mattersKey })
      setDirty(false)
      onDone(receipt)
    },
    onError: (error) => setHomeless(showProblem(form, error)),
  })
  const submit = () => {
    const body = readForm(
      form,
      registrationInput,
      // The form holds what emptyRegistration began with.
      (values) => registrationBody(values as RegistrationValues, submissionId),
      setHomeless,
    )
    if (body !== null && !send.isPending) send.mutate(body)
  }
  return (
    <FieldForm
      form={form}
      name="registration"
      className="registration"
      initialValues={emptyRegistration(staff.institution.id)}
      onValuesChange={() => setDirty(true)}
      onFinish={submit}
    >
      <LeaveGuard active={dirty && !send.isSuccess} />
      <Section title="来源与种类">
        <Form.Item name="channel" label="怎么来的" required>
          <RadioGroup label="怎么来的" options={codes.options('channels', (entry) => entry.code !== 'online')} />
        </Form.Item>
        <Form.Item
          name={['submission', 'kind']}
          label="种类"
          required
          extra="只问问题选咨询；要机构出面办理选维权援助，须核实身份。"
        >
          <RadioGroup
            label="种类"
            options={codes.options('matter-kinds', (entry) => matterKinds.some((kind) => kind === entry.code))}
          />
        </Form.Item>
      </Section>
      <Section title="申请人">
        <ApplicantFields />
      </Section>
      <Section title="权利与事情">
        <NeedFields />
      </Section>
      <Section title="对方（可不填）">
        <RespondentFields />
      </Section>
      <Section title="证据（可不填）">
        <EvidenceFields name={['submission', 'evidence']} />
      </Section>
      <Section title="受理机构">
        <InstitutionFields />
      </Section>
      <Section title="告知与同意">
        <Form.Item name={['submission', 'consent', 'sensitiveData']} valuePropName="checked">
          <Checkbox>
            已向申请人告知个人信息处理说明（{consentVersion} 版），申请人同意处理其个人信息和敏感个人信息
          </Checkbox>
        </Form.Item>
        <p className="soft">
          <a href={portalPaths.privacy()} target="_blank" rel="noreferrer">
            打开说明全文，可以念给申请人听
          </a>
        </p>
      </Section>
      {send.isError ? (
        <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} description={homeless.join('；')} />
      ) : homeless.length > 0 ? (
        <Alert type="error" role="alert" showIcon title={homeless.join('；')} />
      ) : null}
      <div className="row submit-row">
        <Button type="primary" size="large" htmlType="submit" loading={send.isPending}>
          登记
        </Button>
      </div>
    </FieldForm>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="card" aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
)
