import type { AskKind } from '../asks.js'
import type { Flow } from '../flow.js'
import { homeView } from './view.js'

/** The home card, made from the asks of all flows. */
export function homeFlow(kinds: () => readonly AskKind[]): Flow {
  return {
    name: 'home',
    serves: [],
    cards: { home: { view: homeView(kinds), onDemand: true, daily: true } },
    commands: [
      {
        name: '帮助',
        words: ['help', '帮助', '主页', '待办', '我的待办', '菜单', '命令', '考核助手'],
        argument: 'none',
        card: async () => ({ kind: 'home', key: 'home' }),
      },
    ],
  }
}
