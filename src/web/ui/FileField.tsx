import { Field, type FieldProps } from './field.tsx'

/** Files from the device. `accept` only narrows the chooser; what arrives is checked by whoever receives it. */
export const FileField = ({
  accept,
  multiple,
  ...field
}: FieldProps & { accept?: readonly string[]; multiple?: boolean }) => (
  <Field {...field}>
    {(input) => <input {...input} type="file" className="input file" accept={accept?.join(',')} multiple={multiple} />}
  </Field>
)
