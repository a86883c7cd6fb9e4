import type { Side } from '../../../shared/core/time/phases.ts'
import { Labelled } from '../../parts/labelled.tsx'
import type { Form } from '../form/form.ts'
import type { LoginKind } from '../form/login-kinds.ts'
import { idOf } from './entry.tsx'
import { SecretField } from './secret-field.tsx'

/** What a side logs in with, and that password or grant. */
export function LoginField({ form, side, place }: { form: Form; side: Side; place: string }) {
  return (
    <>
      <Labelled id={idOf(`${side}.kind`)} label="Log in with">
        {(described) => (
          <select
            {...described}
            value={form.kinds.value[side]}
            onChange={({ currentTarget: { value } }) => form.chooseKind(side, value as LoginKind)}
          >
            <option value="password">Password</option>
            <option value="grant">OAuth2</option>
          </select>
        )}
      </Labelled>
      <SecretField form={form} side={side} place={place} />
    </>
  )
}
