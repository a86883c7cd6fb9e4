/** A window as it is planned in the form; the API judges it. */
export interface Plan {
  whose: 'monitors' | 'tag'
  monitors: readonly string[]
  tag: string
  when: 'now' | 'once' | 'weekly'
  /** As `2026-12-01T22:00`. */
  start: string
  /** As `22:00`, on the days. */
  clock: string
  days: readonly string[]
  /** As it is typed. */
  minutes: string
  zone: string
  mode: 'mute' | 'pause'
  note: string
}

export function newPlan(monitors: readonly string[], zone: string): Plan {
  return {
    whose: 'monitors',
    monitors,
    tag: '',
    when: 'now',
    start: '',
    clock: '',
    days: [],
    minutes: '60',
    zone,
    mode: 'mute',
    note: '',
  }
}

/** What the request cannot say well: that nobody is chosen. */
export function isForNobody({ whose, monitors }: Plan): boolean {
  return whose === 'monitors' && monitors.length === 0
}

/** The body of the request; what is no figure is sent as it is, for the API to say what is wrong with it. */
export function bodyOf(plan: Plan): Record<string, unknown> {
  const { whose, monitors, tag, when, days, minutes, zone, mode, note } = plan
  const start = { now: 'now', once: plan.start, weekly: plan.clock }[when]
  return {
    ...(whose === 'tag' ? { tag } : { monitors }),
    ...(start !== '' && { start }),
    ...(when === 'weekly' && days.length > 0 && { days }),
    durationMinutes: /^\d+$/.test(minutes) ? Number(minutes) : minutes,
    zone,
    mode,
    ...(note !== '' && { note }),
  }
}
