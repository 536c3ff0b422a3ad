import { Form, type FormProps } from 'antd'
import type { ReactNode } from 'react'
import { clearChanged } from './form-errors.ts'

/**
 * A form whose fields are read by a schema of the contract. What was wrong with a field is taken away as soon as the field is
 * changed; antd does so only for fields with rules of its own, and ours have none.
 */
export const FieldForm = <Values,>({
  form,
  onValuesChange,
  ...rest
}: FormProps<Values> & { readonly children: ReactNode }) => (
  <Form
    {...rest}
    form={form}
    layout="vertical"
    onValuesChange={(changed, values) => {
      if (form !== undefined) clearChanged(form, changed)
      onValuesChange?.(changed, values)
    }}
  />
)
