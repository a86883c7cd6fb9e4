import type { SecretWriter } from '../../shared/app/secret-writer.ts'
import { SECRET_NAME, secretParameterName } from '../../shared/core/secret-names.ts'
import { UsageError } from '../usage-error.ts'

export interface SecretSetPorts {
  writer: SecretWriter
  /** The value: asked for without echo, or all of standard input. */
  readValue(question: string): Promise<string>
}

/** Carries out `roundtrip secret set NAME` and returns what to tell the user. Throws `UsageError`, or what the writer throws. */
export async function secretSet(stackName: string, name: string, ports: SecretSetPorts): Promise<string> {
  if (!SECRET_NAME.test(name)) {
    throw new UsageError(
      `"${name}" cannot be a secret's name: expected 1 to 64 letters, digits, ".", "_" and "-"`,
    )
  }
  const value = withoutLineEnd(await ports.readValue(`Value of ${name} (not shown): `))
  if (value === '') throw new UsageError(`no value given for ${name}: nothing was changed`)
  return `${name} is set: ${await ports.writer.write(secretParameterName(stackName, name), value)}`
}

/** `echo` and files end with a line end, passwords do not: one goes, no more. */
function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '')
}
