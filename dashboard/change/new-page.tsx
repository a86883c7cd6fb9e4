import { ChangeForm, useForm } from './change-form.tsx'

/** A monitor is added: what is typed is checked, and can be tried, before it is saved. */
export function NewPage() {
  const form = useForm({}, {})
  return (
    <>
      <h1 class="sentence">Which mailbox should be tested?</h1>
      <ChangeForm form={form} />
    </>
  )
}
