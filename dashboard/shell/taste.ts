import { effect, signal } from '@preact/signals'

/** What a person likes, on this machine: it is no part of the address. */
export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const browserZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** The IANA zone in which times are written; default: the browser's. */
export const zone = signal(storedZone())
export const theme = signal<Theme>(stored('theme', THEMES, 'system'))
export const isDense = signal(stored('density', ['dense', 'roomy'], 'roomy') === 'dense')
/** Changes whenever the colours do; charts read theirs again. */
export const shownTheme = signal<'light' | 'dark'>('light')

/** Applies and keeps it, until the page is left. */
export function followTaste(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const isDark = signal(dark.matches)
  dark.addEventListener('change', () => (isDark.value = dark.matches))
  effect(() => {
    const { value } = theme
    const shown = value === 'dark' || (value === 'system' && isDark.value) ? 'dark' : 'light'
    document.documentElement.dataset.theme = shown
    shownTheme.value = shown
    localStorage.setItem('roundtrip-theme', value)
  })
  effect(() => {
    document.documentElement.dataset.density = isDense.value ? 'dense' : 'roomy'
    localStorage.setItem('roundtrip-density', isDense.value ? 'dense' : 'roomy')
  })
  effect(() => localStorage.setItem('roundtrip-zone', zone.value))
}

/** Zones to choose from: the browser's, UTC, and those that reports or the choice of before are in. */
export function zonesWith(reportZone: string | undefined): string[] {
  return [...new Set([browserZone, 'UTC', ...(reportZone === undefined ? [] : [reportZone]), zone.value])]
}

/** Databases of zones differ from browser to browser. */
function storedZone(): string {
  const kept = localStorage.getItem('roundtrip-zone') ?? browserZone
  try {
    return new Intl.DateTimeFormat('en', { timeZone: kept }).resolvedOptions().timeZone
  } catch {
    return browserZone
  }
}

function stored<const T extends string>(name: string, known: readonly T[], byDefault: T): T {
  const value = localStorage.getItem(`roundtrip-${name}`)
  return known.find((one) => one === value) ?? byDefault
}
