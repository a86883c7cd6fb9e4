/** Who may call a route: one who looks, one who operates, one who administers. Each may what those before may. */
export const NEEDS = ['view', 'operate', 'administer'] as const
export type Needs = (typeof NEEDS)[number]
