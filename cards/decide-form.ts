import type { TextField } from '../src/flows/limits.js'
import { button, buttons, type Element, form, type Frame, input, type Press } from './kit.js'

/** What a step of a chain (src/flows/chain) is decided by. */
export interface Deciding {
  agree: Press
  return: Press
  refuse: Press
  /** Name and limit of the field for the remark. */
  remark: { name: string; limit: TextField }
}

/** 同意、退回、不同意 with a remark, which the latter two need: the same for every chain of approvals. */
export function decideForm(frame: Frame, of: Deciding): Element {
  const { agree, remark, refuse } = of
  return form('decide', [
    input({ ...remark, label: '意见（退回、不同意时必填）', rows: 1 }),
    buttons(
      button(frame, '同意', agree, { primary: true, submit: true }),
      button(frame, '退回', of.return, { submit: true }),
      button(frame, '不同意', refuse, { danger: true, submit: true }),
    ),
  ])
}
