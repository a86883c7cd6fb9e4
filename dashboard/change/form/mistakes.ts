import type { Form, Mistake } from './form.ts'
import { kindMistake } from './login-kinds.ts'

/** The mistakes of this field that are to be shown by now. */
export function mistakesAt({ mistakes, touched }: Form, paths: readonly string[]): string[] {
  const seen = touched.value
  return mistakes.value
    .filter(({ path }) => paths.includes(path) && (seen === 'all' || isTouched(seen, path)))
    .map(({ message }) => message)
}

/** Of a section as a whole, once somebody has been in one of its fields. */
function isTouched(touched: ReadonlySet<string>, path: string): boolean {
  return [...touched].some((one) => one === path || one.startsWith(`${path}.`) || one.startsWith(`${path}[`))
}

/** Passwords and grants that are to be typed and are not, or are of the other kind: nothing else can tell. */
export function missingPasswords({ typed, senderLogin, kinds }: Form): Mistake[] {
  return (['mailbox', 'smtp'] as const).flatMap((side) => {
    const [value, kind] = [typed.value[side], kinds.value[side]]
    if (value === undefined || (side === 'smtp' && senderLogin.value !== 'own')) return []
    const message = value === '' ? MISSING[kind] : kindMistake(value, kind)
    return message === undefined ? [] : [{ path: `${side}.${kind}`, message }]
  })
}

const MISSING = {
  password: 'type the password, or choose one that is stored',
  grant: 'paste the grant, or choose one that is stored',
}
