import type { Form, Mistake } from './form.ts'

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

/** Passwords that are to be typed and are not: nothing else can tell. */
export function missingPasswords({ typed, senderLogin }: Form): Mistake[] {
  const sides = (['mailbox', 'smtp'] as const).filter(
    (side) => typed.value[side] === '' && (side === 'mailbox' || senderLogin.value === 'own'),
  )
  return sides.map((side) => ({
    path: `${side}.password`,
    message: 'type the password, or choose one that is stored',
  }))
}
