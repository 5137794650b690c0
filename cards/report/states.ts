import type { TableRow } from '../../src/flows/report/table.js'

/** How a unit's report stands, in words and colour; a state is never shown by colour alone. */
export function stateText({ state, late }: Pick<TableRow, 'state' | 'late'>): string {
  switch (state) {
    case 'filed':
      return late ? `<font color='orange'>迟报</font>` : `<font color='green'>按时报到</font>`
    case 'on-its-way':
      return late ? `<font color='orange'>逾期，审签中</font>` : `<font color='blue'>审签中</font>`
    case 'returned':
      return `<font color='orange'>${late ? '逾期，已退回' : '已退回'}</font>`
    case 'withdrawn':
    case 'unsigned':
      return late ? `<font color='orange'>逾期未报</font>` : `<font color='grey'>未签报</font>`
  }
}
