/** What is read of a dashboard's JSON, as Grafana exports it. */
export interface Dashboard {
  panels: readonly {
    id: number
    title: string
    gridPos: { x: number; y: number; w: number; h: number }
    targets: readonly { expr: string; legendFormat?: string }[]
  }[]
  templating: { list: readonly { name: string; definition?: string }[] }
}

/** Every question that its panels ask. */
export function expressionsOf({ panels }: Dashboard) {
  return panels.flatMap(({ title, targets }) =>
    targets.map(({ expr, legendFormat = '' }) => ({ title, expr, legendFormat })),
  )
}
