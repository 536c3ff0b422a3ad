import type { Option, OptionGroup } from '../../contract/portal/parts.ts'
import { inBoth } from '../../domain/kernel/language.ts'
import { Field, type FieldProps } from './field.tsx'
import { useWords } from './language.tsx'

const words = inBoth({ zh: { choose: '请选择' }, en: { choose: 'Please choose' } })

const Options = ({ options }: { options: readonly Option[] }) =>
  options.map((option) => (
    <option key={option.code} value={option.code}>
      {option.label}
    </option>
  ))

/** One of a long list; `groups` for a list that is too long to read without headings. */
export const SelectField = ({
  value,
  options = [],
  groups = [],
  empty,
  ...field
}: FieldProps & { value: string; options?: readonly Option[]; groups?: readonly OptionGroup[]; empty?: string }) => {
  const t = useWords(words)
  return (
    <Field {...field}>
      {(input) => (
        <select {...input} className="input half" defaultValue={value}>
          <option value="">{empty ?? t.choose}</option>
          <Options options={options} />
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              <Options options={group.options} />
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  )
}
