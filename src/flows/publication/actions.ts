import { action } from '../access.js'

export const publishCycle = action('results.publish', '公布结果', ['assessment-office', 'bureau'])
export const readResult = action('result.read', '查看考核结果', ['everybody', 'self'])
