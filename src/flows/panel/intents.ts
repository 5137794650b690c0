/** Which period of which panel. */
export interface PanelRef {
  cycle: string
  period: string
  panel: string
}

/** What a judge filled into a page of a sheet: part → points, '' for nothing. */
export interface SheetFilled {
  assessee: string
  /** The page that was pressed, from 1. */
  page: number
  values: Record<string, string>
}

type Of<V extends string, Carried> = V extends string ? { verb: V } & PanelRef & Carried : never

export type PanelIntent =
  /** `judges`: class → persons. */
  | Of<'panel.open', { judges: Record<string, string[]>; order: string }>
  | Of<'panel.lot', object>
  | Of<'panel.place', { assessee: string; place: string }>
  /** Names as they were typed; `instead`: a judge who leaves for them, '' for nobody. */
  | Of<'panel.add', { who: string; body: string }>
  | Of<'panel.leave', { judge: string; instead: string; reason: string }>
  | Of<'panel.begin' | 'panel.end', { assessee: string }>
  | Of<'panel.close' | 'panel.reopen', { reason: string }>
  | Of<'panel.hand-in' | 'panel.save', SheetFilled>
  /** Keeps what was filled in and shows another page, or another sheet. */
  | Of<'panel.page', SheetFilled & { to: number }>
  | Of<'panel.turn', SheetFilled & { to: string }>
