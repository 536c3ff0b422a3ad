import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Drawer, Form, Input, InputNumber } from 'antd'
import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import {
  longestOverlapHours,
  longestTokenDays,
  type MachineTokenRow,
  machineTokenInput,
  machineTokenReplacement,
  tokenScopes,
  tokenScopeWords,
} from '../../../contract/machine-token.ts'
import { machineTokensKey, makeMachineToken, replaceMachineToken } from '../api/machine-tokens.ts'
import { sentenceOf } from '../api/problem-error.ts'
import { CheckGroup } from '../fields/ChoiceGroup.tsx'
import { FieldForm } from '../fields/FieldForm.tsx'
import { readForm, showProblem } from '../fields/form-errors.ts'
import { InstitutionSelect } from '../fields/InstitutionSelect.tsx'
import { useStaff } from '../session/staff-context.ts'
import { useReturnFocus } from '../shell/use-return-focus.ts'

interface TokenDrawerProps<Body> {
  readonly title: string
  readonly button: string
  readonly schema: z.ZodType<Body>
  readonly initialValues: Record<string, unknown>
  readonly send: (body: Body) => Promise<{ readonly token: string }>
  readonly onDone: (token: string) => void
  readonly onClose: () => void
  readonly children: ReactNode
}

const TokenDrawer = <Body,>(props: TokenDrawerProps<Body>) => {
  useReturnFocus()
  const [form] = Form.useForm()
  const [homeless, setHomeless] = useState<readonly string[]>([])
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: props.send,
    onSuccess: async ({ token }) => {
      await client.invalidateQueries({ queryKey: machineTokensKey })
      props.onDone(token)
    },
    onError: (error) => setHomeless(showProblem(form, error)),
  })
  const submit = () => {
    const body = readForm(form, props.schema)
    if (body !== null) send.mutate(body)
  }
  return (
    <Drawer
      open
      size="large"
      title={props.title}
      onClose={props.onClose}
      footer={
        <div className="row">
          <Button type="primary" loading={send.isPending} onClick={() => form.submit()}>
            {props.button}
          </Button>
          <Button onClick={props.onClose}>取消</Button>
        </div>
      }
    >
      {send.isError ? (
        <Alert type="error" role="alert" showIcon title={sentenceOf(send.error)} description={homeless.join('；')} />
      ) : null}
      <FieldForm form={form} name="machine-token" initialValues={props.initialValues} onFinish={submit}>
        {props.children}
      </FieldForm>
    </Drawer>
  )
}

const scopeOptions = tokenScopes.map((scope) => ({ value: scope, label: tokenScopeWords[scope] }))

export const MakeTokenDrawer = (props: { onDone: (token: string) => void; onClose: () => void }) => {
  const { institution } = useStaff()
  return (
    <TokenDrawer
      {...props}
      title="新建接口令牌"
      button="新建"
      schema={machineTokenInput}
      send={makeMachineToken}
      initialValues={{ name: '', institutionId: institution.id, scopes: [], validDays: 180 }}
    >
      <Form.Item name="name" label="系统名称" required extra="例如：省局一体化平台。会写进操作日志。">
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="institutionId" label="所属机构" required>
        <InstitutionSelect known={[institution]} />
      </Form.Item>
      <Form.Item name="scopes" label="权限" required>
        <CheckGroup stacked label="权限" options={scopeOptions} />
      </Form.Item>
      <Form.Item name="validDays" label="有效天数" required extra={`1 到 ${longestTokenDays} 天，到期前请更换。`}>
        <InputNumber min={1} max={longestTokenDays} precision={0} controls={false} inputMode="numeric" />
      </Form.Item>
    </TokenDrawer>
  )
}

export const ReplaceTokenDrawer = ({
  row,
  ...props
}: {
  row: MachineTokenRow
  onDone: (token: string) => void
  onClose: () => void
}) => (
  <TokenDrawer
    {...props}
    title={`更换“${row.name}”的令牌`}
    button="更换"
    schema={machineTokenReplacement}
    send={(body) => replaceMachineToken(row.id, body)}
    initialValues={{ overlapHours: 24 }}
  >
    <p>新令牌的机构、权限和有效天数不变。旧令牌在下面的时间内还能使用，之后失效。</p>
    <Form.Item
      name="overlapHours"
      label="旧令牌再用几小时"
      required
      extra={`0 到 ${longestOverlapHours} 小时；令牌已经泄露的，请填 0。`}
    >
      <InputNumber min={0} max={longestOverlapHours} precision={0} controls={false} inputMode="numeric" />
    </Form.Item>
  </TokenDrawer>
)
